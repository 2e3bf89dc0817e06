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

export function EditPrompt({ messageId, label, cancel, save, onSave, children }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const close = () => setOpen(false);

  useEffect(() => {
    if (!open) return;
    box.current.value = textStore.text(messageId);
    box.current.focus();
    box.current.setSelectionRange(box.current.value.length, box.current.value.length);
  }, [open, messageId]);

  const send = (event) => {
    event.preventDefault();
    const text = box.current.value.trim();
    if (!text) return;
    close();
    dispatchEvent(new CustomEvent("oreai:sent"));
    if (text !== textStore.text(messageId)) onSave(messageId, text, newKey());
  };
  const onKeyDown = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send(event);

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
          button("main", save, { type: "submit", "data-testid": "edit-save" }),
        ),
      ),
    ),
  ];
}
