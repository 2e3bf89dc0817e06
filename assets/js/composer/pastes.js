// Long texts that were pasted: they stand folded above the box, and go with what is written in it.

import { FileText, TextCursorInput, X } from "lucide-react";
import { createElement as h } from "react";
import { beginning } from "../browser/characters";
import { lengthOf } from "../chat/text_store";
import { useFolded } from "./folded";

const PREVIEW = 120; // of a text that is folded

export function Pastes({ words, onUnfold, onRemove }) {
  const { pastes } = useFolded();
  const button = (name, label, icon, onClick) =>
    h(
      "button",
      { type: "button", className: "small-button", "aria-label": label, title: label, onClick, "data-testid": name },
      icon,
    );

  return pastes.map((text, at) =>
    h(
      "div",
      { key: at, className: "paste", "data-testid": "paste" },
      h(FileText, { size: 20, "aria-hidden": true }),
      h(
        "span",
        null,
        h("b", null, words.pasted.replace("{characters}", lengthOf(text).toLocaleString())),
        h("span", null, beginning(text, PREVIEW)),
      ),
      button("paste-unfold", words.unfold, h(TextCursorInput, { size: 18, "aria-hidden": true }), () => onUnfold(at)),
      button("paste-remove", words.remove, h(X, { size: 18, "aria-hidden": true }), () => onRemove(at)),
    ),
  );
}
