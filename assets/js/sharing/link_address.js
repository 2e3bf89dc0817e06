// A link's whole address, to be copied, or handed to the phone's own sheet where the browser has one.
import { createElement as h, useState } from "react";
import { below } from "../browser/below";
import { copy } from "../browser/clipboard";
import { shareByPhone, sharesText } from "./phone_sheet";

export function LinkAddress({ path, title, words }) {
  const [isCopied, setCopied] = useState(false);
  const address = location.origin + below(path);
  const copyIt = async () => setCopied(await copy(address));
  const button = (label, kind, onClick, name) =>
    h("button", { type: "button", className: `button ${kind}`, onClick, "data-testid": name }, label);
  return h(
    "div",
    { className: "link-address" },
    h("input", {
      readOnly: true,
      value: address,
      "aria-label": words.link,
      "data-testid": "share-link",
      onFocus: ({ target }) => target.select(),
    }),
    h(
      "div",
      { className: "answers" },
      button(isCopied ? words.copied : words.copy, "main", copyIt, "share-copy"),
      sharesText() && button(words.send, "quiet", () => shareByPhone({ title, url: address }), "share-send"),
    ),
  );
}
