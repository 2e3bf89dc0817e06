// A dialog of the browser's own: it keeps the focus, closes on Escape and on Back, and gives the focus back.
import { createElement as h, useEffect, useRef } from "react";
import { sheetOpened } from "./back";

export function Modal({ open, onDismiss, children, ...rest }) {
  const dialog = useRef(null);
  const dismiss = useRef(null);
  dismiss.current = () => {
    dialog.current?.close(); // at once, also where the server cannot be asked
    onDismiss();
  };

  useEffect(() => {
    if (!open) return undefined;
    const element = dialog.current;
    document.querySelector(":popover-open")?.hidePopover(); // its button has the focus again, and later by the dialog
    element.showModal();
    const closed = sheetOpened(() => dismiss.current());
    return () => {
      element.close();
      closed();
    };
  }, [open]);

  const onCancel = (event) => {
    event.preventDefault();
    dismiss.current();
  };
  const onClick = (event) => event.target === dialog.current && dismiss.current();
  return h("dialog", { ...rest, ref: dialog, onCancel, onClick }, children);
}
