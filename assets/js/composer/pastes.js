// Long texts that were pasted: they stand folded above the box, and go with what is written in it.

import { FileText, TextCursorInput, X } from "lucide-react";
import { createElement as h, useRef, useState } from "react";
import { beginning } from "../browser/characters";
import { storage } from "../browser/storage";
import { lengthOf } from "../chat/text_store";

const PREVIEW = 120; // of a text that is folded

const keptName = (chatId) => `oreai-pastes:${chatId}`;

export const joined = (text, pastes) => (pastes.length ? [text.trim(), ...pastes].filter(Boolean).join("\n\n") : text);

// The draft is kept whole (drafts.js); beside it, which of its parts were folded.
export const keptPastes = {
  split(chatId, draft) {
    const pastes = JSON.parse(storage.read(keptName(chatId)) || "[]");
    const tail = joined("", pastes);
    if (!pastes.length || !draft.endsWith(tail)) return { text: draft, pastes: [] };
    return { text: draft.slice(0, -tail.length).trimEnd(), pastes };
  },
  write: (chatId, pastes) => storage.write(keptName(chatId), pastes.length ? JSON.stringify(pastes) : ""),
};

export function usePastes() {
  const [shown, setShown] = useState([]);
  const pastes = useRef(shown); // for those who ask between two renders
  const set = (next) => {
    pastes.current = next;
    setShown(next);
  };
  return { shown, now: () => pastes.current, set };
}

export function Pastes({ pastes, words, onUnfold, onRemove }) {
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
