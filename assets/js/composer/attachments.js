// The ways by which pictures come into a draft: chosen, taken, pasted, dropped. What happens to them then is loaded
// with the first of them.
import { Children, createElement as h, useEffect, useRef, useState } from "react";
import { listen, stopAll } from "../browser/listen";
import { isTouch } from "../browser/touch";
import { attached } from "./attached";
import { newKey } from "./idempotency_key";
import { filesMeant } from "./pasted_files";

const MENU = "attach-menu";
const MENU_GAP_PX = 8;

const load = () => import("./attaching");
const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

// A picture that waits for what would hand it in.
const unread = (file, error) => ({ key: newKey(), file, preview: URL.createObjectURL(file), error });

// Above its button, wherever that stands.
const place = ({ target: menu }) => {
  const { left, top } = menu.previousElementSibling.getBoundingClientRect();
  Object.assign(menu.style, { left: `${left}px`, bottom: `${innerHeight - top + MENU_GAP_PX}px` });
};

// In the place of the row where that could not be loaded: nothing is sent without what belongs to it.
const Missed = ({ labels, sign, onAgain }) =>
  h(
    "div",
    { className: "attached" },
    h("p", { role: "alert", "data-testid": "attachment-error" }, labels.failed),
    h(
      "button",
      { type: "button", className: "small-button", onClick: onAgain, "data-testid": "attachment-retry" },
      sign,
      labels.again,
    ),
  );

// Files that are pasted into the form, or dropped anywhere; true while they are held over the page.
function usePastedAndDropped(menu, take) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onPaste = (event) => {
      const files = filesMeant([...event.clipboardData.files], event.clipboardData.getData("text/plain"));
      if (!files.length) return;
      event.preventDefault();
      take.current(files);
    };
    const onOver = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event) => event.relatedTarget || setOver(false);
    const onDrop = (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take.current([...event.dataTransfer.files]);
    };
    return stopAll(
      listen(menu.current.closest("form"), { paste: onPaste }),
      listen(window, { dragover: onOver, dragleave: onLeave, drop: onDrop }),
    );
  }, []);
  return over;
}

// [the component that shows what is attached, whether it could not be loaded, a ref to what takes files]
function useTaking({ chatId, limits, labels }) {
  const [row, setRow] = useState(null);
  const [missed, setMissed] = useState(false);
  const take = useRef(null);

  take.current = async (files) => {
    const arrived = attached.expect(chatId);
    try {
      const { AttachedRow, add } = await load();
      setRow(() => AttachedRow);
      setMissed(false);
      if (files.length) add(chatId, files, limits, labels);
    } catch {
      setMissed(true);
      files.forEach((file) => attached.add(chatId, unread(file, labels.failed)));
    } finally {
      arrived();
    }
  };

  useEffect(() => {
    if (chatId && attached.of(chatId).length) take.current([]);
  }, [chatId]);
  return [row, missed, take];
}

const Chooser = ({ name, sign, words, ...props }) =>
  h(
    "label",
    null,
    sign,
    words,
    h("input", { ...props, type: "file", className: "visually-hidden", "data-testid": name }),
  );

export function Attachments(props) {
  const { chatId, limits, labels, children } = props;
  const menu = useRef(null);
  const [touch, setTouch] = useState(false);
  const [row, missed, take] = useTaking(props);
  const over = usePastedAndDropped(menu, take);
  const [plus, camera, album, ...signs] = Children.toArray(children);
  useEffect(() => setTouch(isTouch()), []);

  const onChange = ({ target }) => {
    take.current([...target.files]);
    target.value = ""; // the same one may be chosen again
    menu.current.hidePopover();
  };
  const photo = { sign: camera, words: labels.camera, accept: "image/*", capture: "environment" };
  const chosen = { sign: album, words: labels.choose, accept: limits.media_types.join(), multiple: true };
  const opens = touch ? { popoverTarget: MENU } : { onClick: () => menu.current.querySelector("[multiple]").click() };
  const button = { type: "button", className: "icon-button", "aria-label": labels.attach, title: labels.attach };
  return [
    row && h(row, { key: "row", chatId, limits, labels, signs }),
    missed && h(Missed, { key: "missed", labels, sign: signs[1], onAgain: () => take.current([]) }),
    h("button", { key: "open", ...button, ...opens, "data-testid": "attach" }, plus),
    h(
      "div",
      { key: "menu", ref: menu, id: MENU, popover: "auto", className: "menu attach-menu", onBeforeToggle: place },
      h(Chooser, { name: "attach-camera", ...photo, onChange }),
      h(Chooser, { name: "attach-choose", ...chosen, onChange }),
    ),
    over && h("div", { key: "drop", className: "drop-here" }, labels.drop),
  ];
}
