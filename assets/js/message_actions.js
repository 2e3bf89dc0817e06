// What a touch on a message does without the server: copy it, and write it anew.
import { createElement as h, useState } from "react";
import { PromptSheet } from "./prompt_sheet";
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
  const said = open ? textStore.text(messageId) : "";
  const close = () => setOpen(false);
  const send = (text) => {
    close();
    dispatchEvent(new CustomEvent("oreai:sent"));
    if (text !== said) onSave(messageId, text, newKey());
  };

  const opener = { type: "button", className: "small-button", "aria-label": label, title: label, "data-testid": "message-edit" };
  return [
    h("button", { key: "open", ...opener, onClick: () => setOpen(true) }, children),
    h(PromptSheet, { key: "sheet", open, text: said, label, cancel, save, onSave: send, onDismiss: close }),
  ];
}
