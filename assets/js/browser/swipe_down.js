// A sheet follows a finger down, unless something in it is to be scrolled up first; far or fast enough, it goes.
import { listen } from "./listen";

const SLOP_PX = 8; // of a touch that means to move nothing
const FAR_PX = 90;
const FAST_PX_PER_MS = 0.5;

export const sendsAway = (by, tookMs) => by > FAR_PX || (by > SLOP_PX && by / tookMs > FAST_PX_PER_MS);

const isScrolled = (from, dialog) => {
  for (let one = from; one !== dialog; one = one.parentElement) if (one.scrollTop > 0) return true;
  return false;
};

const mayMove = ({ touches, target }, dialog) =>
  touches.length === 1 &&
  target !== dialog &&
  !target.closest("input, textarea, select") &&
  !isScrolled(target, dialog);

// Follows the dialog's touches until the returned function is called.
export const swipesDown = (dialog, dismiss) => {
  let touch = null; // {y, at, by} in px, ms and px; `by` is null until it is known to go down

  const place = (by, isHeld) => {
    dialog.style.transition = isHeld ? "none" : "";
    dialog.style.translate = by ? `0 ${by}px` : "";
  };
  const touchstart = (event) => {
    const [{ clientY }] = event.touches;
    touch = mayMove(event, dialog) ? { y: clientY, at: event.timeStamp, by: null } : null;
  };
  const touchmove = (event) => {
    if (!touch) return;
    const by = event.touches[0].clientY - touch.y;
    if (touch.by === null && Math.abs(by) < SLOP_PX) return;
    if (touch.by === null && by < 0) {
      touch = null; // it scrolls what stands in the sheet
      return;
    }
    if (event.cancelable) event.preventDefault();
    touch.by = Math.max(0, by);
    place(touch.by, true);
  };
  const touchend = (event) => {
    const { by = 0, at } = touch ?? {};
    touch = null;
    place(0, false);
    if (sendsAway(by, event.timeStamp - at)) dismiss();
  };
  return listen(dialog, { touchstart, touchmove, touchend, touchcancel: touchend }, { passive: false });
};
