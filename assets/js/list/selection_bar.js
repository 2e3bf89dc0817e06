// What can be done with the chats that are selected. Escape and Back end the selection.
import { createElement as h, useEffect } from "react";
import { sheetOpened } from "../browser/back";
import { below } from "../browser/below";
import { listen } from "../browser/listen";
import { askForFolder } from "./chat_sheet";
import { endSelection, selected } from "./selection";

// A link of the browser's own, as for one chat (chat_file.js): Reflex's would look for a page.
export function SelectedFile({ ids, children, ...rest }) {
  return h("a", { ...rest, href: below(`/api/export/chats?ids=${ids.join(",")}`), download: "" }, children);
}

export function SelectionBar({ children, ...rest }) {
  useEffect(() => {
    const closed = sheetOpened(endSelection);
    const onKeyDown = (event) => {
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) endSelection();
    };
    const stop = listen(document, { keydown: onKeyDown });
    return () => {
      stop();
      closed();
    };
  }, []);

  const onClick = ({ target }) => {
    if (target.closest("[data-moves-selected]")) askForFolder(selected().ids);
    else if (target.closest("[data-ends-selection]")) setTimeout(endSelection); // a link that is gone leads nowhere
  };
  return h("div", { ...rest, onClick }, children);
}
