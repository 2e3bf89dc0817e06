// The message that a finger has touched, or held: it shows its buttons until another one is touched.
import { listen, stopAll } from "../browser/listen";

const HOLD_MS = 450; // a little less than a browser waits before it selects
const MOVED_PX = 10;
const ACTS = "a, button, summary, input, [role=button]";

const isSelecting = () => !getSelection()?.isCollapsed;

export const showTouched = (column) => {
  let shown = null;
  let held = null; // {x, y, timer}: where a finger lies
  let wasHeld = false; // the click that may follow a long press is none

  const show = (message) => {
    if (shown) delete shown.dataset.touched;
    shown = message;
    if (shown) shown.dataset.touched = "true";
  };
  const letGo = () => {
    clearTimeout(held?.timer);
    held = null;
  };
  const pointerdown = ({ pointerType, target, clientX, clientY }) => {
    letGo();
    wasHeld = false;
    const message = target.closest(".message");
    if (pointerType !== "touch" || !message || target.closest(ACTS)) return;
    const hold = () => {
      wasHeld = true;
      show(message);
    };
    held = { x: clientX, y: clientY, timer: setTimeout(hold, HOLD_MS) };
  };
  const pointermove = ({ clientX, clientY }) => {
    if (held && Math.hypot(clientX - held.x, clientY - held.y) > MOVED_PX) letGo();
  };
  const click = ({ pointerType, target }) => {
    if (pointerType !== "touch" || target.closest(ACTS) || wasHeld || isSelecting()) return;
    const message = target.closest(".message");
    show(message === shown ? null : message);
  };
  const moves = { pointerdown, pointermove, pointerup: letGo, pointercancel: letGo, click };
  return stopAll(listen(column, moves, { passive: true }), letGo);
};
