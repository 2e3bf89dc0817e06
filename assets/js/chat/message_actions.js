// What a touch on a message does without the server: copy it, and write it anew.
import { createElement as h, useEffect, useState } from "react";
import { copy } from "../browser/clipboard";
import { onFirstUse } from "../browser/lazy";
import { newKey } from "../composer/idempotency_key";
import { EditSheet, keepWords } from "./edit_sheet";
import { textStore } from "./text_store";

const COPIED_MS = 1500;

// A browser copies at once or not at all, so that this is there before a touch; without it the text goes alone.
let looksOf = (_body) => "";
const loadLooks = onFirstUse(async () => {
  ({ looksOf } = await import("../markdown/copied_selection"));
});

export function CopyMessage({ messageId, label, done, children }) {
  const [told, setTold] = useState(false);
  useEffect(() => void loadLooks().catch(() => {}), []);
  const onClick = async (event) => {
    const body = event.target.closest("article").querySelector("[data-part=message-body]");
    if (!(await copy(textStore.text(messageId), looksOf(body)))) return;
    setTold(true);
    setTimeout(() => setTold(false), COPIED_MS);
  };
  const words = told ? done : label;
  const props = {
    type: "button",
    className: "small-button",
    "aria-label": words,
    title: words,
    onClick,
    "data-done": told,
  };
  return h("button", { ...props, "data-testid": "message-copy" }, children);
}

// Words that the server has not answered yet, by the key of their send: opened again, the box of their message has
// them; where they are refused it keeps them.
const ANSWER_MS = 30000;
const sent = new Map();

const unanswered = (messageId) => [...sent.values()].find((edit) => edit.messageId === messageId)?.text;

const forget = (messageId) => {
  for (const [key, edit] of sent) if (edit.messageId === messageId) sent.delete(key);
};

export function RefusedEdits({ refused }) {
  useEffect(() => {
    const edit = sent.get(refused);
    if (edit) keepWords(edit.messageId, edit.text);
    sent.delete(refused);
  }, [refused]);
  return null;
}

export function EditMessage({ messageId, label, cancel, keep, save, most, tooLong, onKeep, onSave, children }) {
  const [open, setOpen] = useState(false);
  const text = open ? (unanswered(messageId) ?? textStore.text(messageId)) : "";
  const close = () => setOpen(false);
  const take = (text, onTake) => {
    close();
    forget(messageId); // an older send that is not answered yet
    const key = newKey();
    sent.set(key, { messageId, text });
    setTimeout(() => sent.delete(key), ANSWER_MS);
    onTake(messageId, text, key);
  };
  const send = (text) => {
    take(text, onSave);
    dispatchEvent(new CustomEvent("oreai:sent"));
  };

  const opener = {
    type: "button",
    className: "small-button",
    "aria-label": label,
    title: label,
    "data-part": "message-edit",
    "data-testid": "message-edit",
  };
  return [
    h("button", { key: "open", ...opener, onClick: () => setOpen(true) }, children),
    h(EditSheet, {
      key: "sheet",
      ...{ messageId, open, text, label, cancel, keep, save, most, tooLong },
      onKeep: (text) => (text === textStore.text(messageId) ? close() : take(text, onKeep)),
      onSave: send,
      onDismiss: close,
    }),
  ];
}
