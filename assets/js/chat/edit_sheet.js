// The sheet in which a prompt is written anew: Ctrl+Enter saves, Escape leaves. Where there are two ways to save,
// Ctrl+S is the quieter one. What was written is there when the sheet is opened again, until it is taken, or dropped
// by the button that says so: a touch beside the sheet costs nobody their words.
import { createElement as h, useEffect, useRef, useState } from "react";
import { Modal } from "../browser/modal";
import { excessOf, TooLong } from "../composer/message_limit";

const written = new Map(); // to a prompt what was written for it last

export const keepWords = (messageId, words) => written.set(messageId, words);

// What is written for a message: shown in the box when the sheet opens, and kept until it is `taken`.
/** @param {Record<string, any>} props */
function useWritten({ messageId, open, text, most }) {
  const box = useRef(null);
  const taken = useRef(false);
  const [excess, setExcess] = useState(0);

  useEffect(() => {
    if (!open) return undefined;
    const words = written.get(messageId) ?? text;
    taken.current = false;
    box.current.value = words;
    box.current.focus();
    box.current.setSelectionRange(words.length, words.length);
    setExcess(excessOf(words, most));
    return () => taken.current && written.delete(messageId);
  }, [open]);

  const onInput = () => {
    taken.current = false;
    keepWords(messageId, box.current.value);
    setExcess(excessOf(box.current.value.trim(), most));
  };
  return { box, taken, excess, onInput };
}

const Button = ({ kind, words, ...props }) => h("button", { className: `button ${kind}`, ...props }, words);

export function EditSheet({ label, cancel, keep, save, most, tooLong, onKeep, onSave, onDismiss, children, ...shown }) {
  const { box, taken, excess, onInput } = useWritten({ ...shown, most });

  const take = (event, onTake) => {
    event.preventDefault();
    const words = box.current.value.trim();
    if (!words || excessOf(words, most)) return;
    taken.current = true;
    onTake(words);
  };
  const leave = (isDropped) => {
    taken.current = isDropped; // what was refused maybe is left with its words in it
    onDismiss();
  };
  const onSubmit = (event) => take(event, onSave);
  const onKeyDown = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") take(event, onSave);
    if (keep && event.key.toLowerCase() === "s") take(event, onKeep);
  };

  const quiet = { kind: "quiet", type: "button" };
  const field = { ref: box, rows: 6, dir: "auto", onInput, "aria-label": label, "data-testid": "edit-box" };
  const onKeepClick = (event) => take(event, onKeep);
  const answers = [
    h(Button, { key: "cancel", ...quiet, words: cancel, onClick: () => leave(true), "data-testid": "edit-cancel" }),
    keep && h(Button, { key: "keep", ...quiet, words: keep, onClick: onKeepClick, "data-testid": "edit-keep" }),
    h(Button, { key: "save", kind: "main", words: save, type: "submit", "data-testid": "edit-save" }),
  ];
  return h(
    Modal,
    { open: shown.open, onDismiss: () => leave(false), className: "dialog", "aria-label": label },
    shown.open &&
      h(
        "form",
        { className: "sheet field", onSubmit, onKeyDown },
        h("h2", null, label),
        h("textarea", field),
        h(TooLong, { length: excess, most, words: tooLong }),
        children,
        h("div", { className: "answers" }, answers),
      ),
  );
}
