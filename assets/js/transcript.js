// The scrolling column of a chat: it keeps to the newest text until the reader moves away, and never fights.
import { createElement as h, useEffect, useRef } from "react";

const NEAR_PX = 60; // this close to the bottom is at the bottom
const WHEEL_PX = 3; // an upward move smaller than this is a tremor
const TOUCH_PX = 10;
const FAR_SCREENS = 3; // farther than this, sliding would take too long

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function Transcript({ chatId, children, ...rest }) {
  const outer = useRef(null);
  const inner = useRef(null);

  useEffect(() => {
    const column = outer.current;
    let pinned = true;
    let touchedAt = 0;

    const gap = () => column.scrollHeight - column.clientHeight - column.scrollTop;
    const pin = (now) => {
      pinned = now;
      column.dataset.away = String(!now && gap() > NEAR_PX);
      if (now) delete column.dataset.fresh;
    };
    const toBottom = (behavior) => column.scrollTo({ top: column.scrollHeight, behavior });
    const release = () => gap() > 0 && pin(false);

    const onWheel = (event) => event.deltaY < -WHEEL_PX && release();
    const onTouchStart = (event) => {
      touchedAt = event.touches[0].clientY;
    };
    const onTouchMove = (event) => event.touches[0].clientY - touchedAt > TOUCH_PX && release();
    const onKey = (event) => ["ArrowUp", "PageUp", "Home"].includes(event.key) && release();
    const onScroll = () => {
      if (gap() <= NEAR_PX) pin(true);
      else if (!pinned) column.dataset.away = "true";
    };
    const onSent = () => {
      pin(true);
      toBottom("instant");
    };
    const onClick = (event) => {
      if (!event.target.closest("[data-to-bottom]")) return;
      const far = gap() > column.clientHeight * FAR_SCREENS;
      toBottom(far || calm() ? "instant" : "smooth");
      pin(true);
    };
    const onGrowth = () => {
      if (pinned) toBottom("instant");
      else column.dataset.fresh = "true";
    };

    const growth = new ResizeObserver(onGrowth);
    growth.observe(inner.current);
    growth.observe(column);
    const listeners = { wheel: onWheel, touchstart: onTouchStart, touchmove: onTouchMove, keydown: onKey, scroll: onScroll };
    for (const [name, listener] of Object.entries(listeners)) column.addEventListener(name, listener, { passive: true });
    const frame = column.parentElement;
    frame.addEventListener("click", onClick);
    window.addEventListener("oreai:sent", onSent);
    return () => {
      growth.disconnect();
      for (const [name, listener] of Object.entries(listeners)) column.removeEventListener(name, listener);
      frame.removeEventListener("click", onClick);
      window.removeEventListener("oreai:sent", onSent);
    };
  }, [chatId]);

  return h("div", { ...rest, ref: outer, tabIndex: 0 }, h("div", { className: "transcript-inner", ref: inner }, children));
}
