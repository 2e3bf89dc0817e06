// A word that goes by itself, but not while somebody points at it or has it in focus.
import { createElement as h, useEffect, useRef } from "react";

export function Toast({ subject, seconds, onGone, children, ...rest }) {
  const timer = useRef(0);
  const hold = () => clearTimeout(timer.current);
  const count = () => {
    hold();
    timer.current = setTimeout(onGone, seconds * 1000);
  };

  useEffect(() => {
    count();
    return hold;
  }, [subject]);

  const listen = { onPointerEnter: hold, onPointerLeave: count, onFocus: hold, onBlur: count };
  return h("div", { ...rest, ...listen }, children);
}
