// The sheet in which a prompt is written anew: Ctrl+Enter saves, Escape leaves. Where there are two ways to save,
// Ctrl+S is the quieter one.
import { createElement as h, useEffect, useRef } from "react";
import { Modal } from "./modal";

export function PromptSheet({ open, text, label, cancel, keep, save, onKeep, onSave, onDismiss, children }) {
  const box = useRef(null);

  useEffect(() => {
    if (!open) return;
    box.current.value = text;
    box.current.focus();
    box.current.setSelectionRange(text.length, text.length);
  }, [open, text]);

  const take = (event, onTake) => {
    event.preventDefault();
    const words = box.current.value.trim();
    if (words) onTake(words);
  };
  const onSubmit = (event) => take(event, onSave);
  const onKeyDown = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") take(event, onSave);
    if (keep && event.key.toLowerCase() === "s") take(event, onKeep);
  };

  const button = (kind, words, props) => h("button", { className: `button ${kind}`, ...props }, words);
  return h(
    Modal,
    { open, onDismiss, className: "dialog", "aria-label": label },
    open && h(
      "form",
      { className: "sheet field", onSubmit, onKeyDown },
      h("h2", null, label),
      h("textarea", { ref: box, rows: 6, "aria-label": label, "data-testid": "edit-box" }),
      children,
      h(
        "div",
        { className: "answers" },
        button("quiet", cancel, { type: "button", onClick: onDismiss, "data-testid": "edit-cancel" }),
        keep && button("quiet", keep, { type: "button", onClick: (event) => take(event, onKeep), "data-testid": "edit-keep" }),
        button("main", save, { type: "submit", "data-testid": "edit-save" }),
      ),
    ),
  );
}
