// A dialog of the browser's own: it keeps the focus, closes on Escape, and gives the focus back.
import { createElement as h, useEffect, useRef } from "react";

export function Modal({ open, onDismiss, children, ...rest }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  const onCancel = (event) => {
    event.preventDefault();
    onDismiss();
  };
  const onClick = (event) => event.target === dialog.current && onDismiss();
  return h("dialog", { ...rest, ref: dialog, onCancel, onClick }, children);
}
