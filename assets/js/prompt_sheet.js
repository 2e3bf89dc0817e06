// The sheet in which a prompt is written anew: Ctrl+Enter saves, Escape leaves.
import { createElement as h, useEffect, useRef } from "react";
import { Modal } from "./modal";

export function PromptSheet({ open, text, label, cancel, save, onSave, onDismiss, children }) {
  const box = useRef(null);

  useEffect(() => {
    if (!open) return;
    box.current.value = text;
    box.current.focus();
    box.current.setSelectionRange(text.length, text.length);
  }, [open, text]);

  const send = (event) => {
    event.preventDefault();
    const words = box.current.value.trim();
    if (words) onSave(words);
  };
  const onKeyDown = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send(event);

  const button = (kind, words, props) => h("button", { className: `button ${kind}`, ...props }, words);
  return h(
    Modal,
    { open, onDismiss, className: "dialog", "aria-label": label },
    open && h(
      "form",
      { className: "sheet field", onSubmit: send, onKeyDown },
      h("h2", null, label),
      h("textarea", { ref: box, rows: 6, "aria-label": label, "data-testid": "edit-box" }),
      children,
      h(
        "div",
        { className: "answers" },
        button("quiet", cancel, { type: "button", onClick: onDismiss, "data-testid": "edit-cancel" }),
        button("main", save, { type: "submit", "data-testid": "edit-save" }),
      ),
    ),
  );
}
