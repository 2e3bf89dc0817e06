// What a touch on a message does without the server: copy it, and write it anew.
import { createElement as h, useEffect, useRef, useState } from "react";
import { Modal } from "./modal";
import { newKey } from "./send_key";
import { textStore } from "./text_store";

const COPIED_MS = 1500;

// As markdown for an editor of text, with its looks for one that takes them.
const copied = (messageId, body) => {
  const formats = { "text/plain": textStore.text(messageId), "text/html": body.innerHTML };
  const blobs = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};

export function CopyMessage({ messageId, label, done, children }) {
  const [told, setTold] = useState(false);
  const copy = async (event) => {
    await copied(messageId, event.target.closest("article").querySelector("[data-testid=message-body]"));
    setTold(true);
    setTimeout(() => setTold(false), COPIED_MS);
  };
  const words = told ? done : label;
  const props = { type: "button", className: "small-button", "aria-label": words, title: words, onClick: copy, "data-done": told };
  return h("button", { ...props, "data-testid": "message-copy" }, children);
}

// Words that the server did not take, by the message they were meant for: opened again, its box has them.
const refusedWords = new Map();
const sent = new Map(); // by the key of the send

export function RefusedEdits({ refused }) {
  useEffect(() => {
    const edit = sent.get(refused);
    if (edit) refusedWords.set(edit.messageId, edit.text);
    sent.delete(refused);
  }, [refused]);
  return null;
}

export function EditPrompt({ messageId, label, cancel, keep, save, onKeep, onSave, children }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const close = () => {
    refusedWords.delete(messageId);
    setOpen(false);
  };

  useEffect(() => {
    if (!open) return;
    box.current.value = refusedWords.get(messageId) ?? textStore.text(messageId);
    box.current.focus();
    box.current.setSelectionRange(box.current.value.length, box.current.value.length);
  }, [open, messageId]);

  const take = (event, onTake) => {
    event.preventDefault();
    const text = box.current.value.trim();
    if (!text) return;
    close();
    if (text === textStore.text(messageId)) return;
    const key = newKey();
    sent.set(key, { messageId, text });
    onTake(messageId, text, key);
  };
  const send = (event) => {
    take(event, onSave);
    dispatchEvent(new CustomEvent("oreai:sent"));
  };
  const onKeyDown = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") send(event);
    if (event.key.toLowerCase() === "s") take(event, onKeep);
  };

  const opener = { type: "button", className: "small-button", "aria-label": label, title: label, "data-testid": "message-edit" };
  const button = (kind, words, props) => h("button", { className: `button ${kind}`, ...props }, words);
  return [
    h("button", { key: "open", ...opener, onClick: () => setOpen(true) }, children),
    h(
      Modal,
      { key: "sheet", open, onDismiss: close, className: "dialog", "aria-label": label },
      h(
        "form",
        { className: "sheet field", onSubmit: send, onKeyDown },
        h("h2", null, label),
        h("textarea", { ref: box, rows: 6, "aria-label": label, "data-testid": "edit-box" }),
        h(
          "div",
          { className: "answers" },
          button("quiet", cancel, { type: "button", onClick: close, "data-testid": "edit-cancel" }),
          button("quiet", keep, { type: "button", onClick: (event) => take(event, onKeep), "data-testid": "edit-keep" }),
          button("main", save, { type: "submit", "data-testid": "edit-save" }),
        ),
      ),
    ),
  ];
}
