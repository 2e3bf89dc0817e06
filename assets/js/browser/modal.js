// A dialog of the browser's own: it keeps the focus, closes on Escape, on Back and by a swipe down, and gives the focus back. A field
// that only happens to stand first does not get it, for on glass that opens a keyboard; one with `autofocus` does.
import { createElement as h, useEffect, useRef } from "react";
import { isComposing } from "../composer/ime";
import { sheetOpened } from "./back";
import { swipesDown } from "./swipe_down";

const focusWithin = (dialog) => {
  const focused = document.activeElement;
  if (focused.matches("input, textarea") && !focused.autofocus) dialog.focus();
};

export function Modal({ open, onDismiss, children, ...rest }) {
  const dialog = useRef(null);
  const dismiss = useRef(null);
  const closed = useRef(null);
  const pressed = useRef(null);
  dismiss.current = () => {
    dialog.current?.close(); // at once, also where the server cannot be asked
    closed.current?.();
    onDismiss();
  };

  useEffect(() => {
    if (!open) return undefined;
    const element = dialog.current;
    // An open menu gives the focus back to its button, and so does the dialog later.
    document.querySelectorAll("[popover]").forEach((menu) => menu.hidePopover?.());
    element.showModal();
    focusWithin(element);
    closed.current = sheetOpened(() => dismiss.current());
    const letGo = swipesDown(element, () => dismiss.current());
    return () => {
      letGo();
      element.close();
      closed.current();
    };
  }, [open]);

  const onCancel = (event) => {
    event.preventDefault();
    dismiss.current();
  };
  // WebKit's search field keeps Escape to itself.
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation(); // for the page below it means something else
    dismiss.current();
  };
  // A touch beside the sheet, begun there too: a selection of its words may end there.
  const onPointerDown = (event) => {
    pressed.current = event.target;
  };
  const onClick = ({ target }) => target === dialog.current && target === pressed.current && dismiss.current();
  const listen = { onCancel, onKeyDown, onPointerDown, onClick };
  return h("dialog", { ...rest, ...listen, ref: dialog, tabIndex: -1 }, children);
}
