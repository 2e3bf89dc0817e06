// The scrolling column of a chat: it keeps to the newest text until the reader moves away, never fights, and holds
// what is being read in its place whatever comes or grows above it.
import { createElement as h, useEffect, useRef } from "react";
import { lastRow, rowOf } from "./rows_store";
import { textStore } from "./text_store";

const NEAR_PX = 60; // this close to the bottom is at the bottom
const WHEEL_PX = 3; // an upward move smaller than this is a tremor
const TOUCH_PX = 10;
const MEANT_MS = 700; // a scroll within this time after an upward move is the reader's
const FAR_SCREENS = 3; // farther than this, sliding would take too long
const MORE_SCREENS = 1.5; // this close to an end, what stands beyond it is asked for

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const foundId = () => new URLSearchParams(location.search).get("at");

// Where the conversation ends now; `later` messages stand below those that are shown.
const endOf = (later) => {
  const id = lastRow()?.id;
  return { id, length: textStore.length(id), later };
};

// A page turned, a picture or a text unfolded is nothing new; nor is what stands last once the last has gone.
const hasGrown = (before, now) => {
  if (!rowOf(before.id)) return false;
  if (before.later || now.later) return now.later > before.later;
  return now.id !== before.id || now.length > before.length;
};

// The first message that is at least partly seen, found by halving: they stand one below the other.
const firstSeen = (column, messages) => {
  let [low, high] = [0, messages.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { offsetTop, offsetHeight } = messages[middle];
    if (offsetTop + offsetHeight <= column.scrollTop) low = middle + 1;
    else high = middle;
  }
  return messages[low];
};

export function Transcript({ chatId, earlier, later, onEarlier, onLater, onNewest, children, ...rest }) {
  const outer = useRef(null);
  const inner = useRef(null);
  const more = useRef({});
  more.current = { earlier, later, onEarlier, onLater, onNewest };

  useEffect(() => {
    const column = outer.current;
    let pinned = true;
    let touchedAt = 0;
    let movedUpAt = -Infinity; // a move that begins at the very bottom shows only when the column has scrolled
    let held = null; // {message, top}: what is read, and how far below the column's top it begins
    let sought = foundId();
    let asked = ""; // what was asked for last, so that it is asked once
    let known = { top: 0, height: 0 }; // the column when it last grew or scrolled
    let end = endOf(0); // and where the conversation ended when it last grew

    const look = () => {
      known = { top: column.scrollTop, height: column.scrollHeight };
    };
    const gap = () => column.scrollHeight - column.clientHeight - column.scrollTop;
    const pin = (now) => {
      pinned = now && !more.current.later;
      column.dataset.away = String(!pinned && (gap() > NEAR_PX || more.current.later > 0));
      if (pinned) delete column.dataset.fresh;
    };
    const toBottom = (behavior) => column.scrollTo({ top: column.scrollHeight, behavior });
    const release = () => {
      movedUpAt = performance.now();
      sought = null;
      if (gap() > 0) pin(false);
    };

    const hold = () => {
      const message = firstSeen(column, inner.current.querySelectorAll(".message"));
      held = message && { message, top: message.offsetTop - column.scrollTop };
    };
    const keepPlace = () => {
      if (!held?.message.isConnected) return;
      const moved = held.message.offsetTop - column.scrollTop - held.top;
      if (moved) column.scrollTop += moved;
    };
    const seek = () => {
      const message = sought && inner.current.querySelector(`[data-message-id="${CSS.escape(sought)}"]`);
      if (!message) return false; // it may be gone
      sought = null;
      pinned = false;
      message.classList.add("found");
      message.scrollIntoView({ block: "center" });
      hold();
      pin(false);
      return true;
    };

    const askOnce = (what, ask) => {
      if (asked === what) return;
      asked = what;
      ask();
    };
    const askForMore = () => {
      const { earlier: before, later: after, onEarlier: askBefore, onLater: askAfter } = more.current;
      const near = column.clientHeight * MORE_SCREENS;
      const isAsking = document.activeElement?.matches(".more"); // by the keyboard, on its own
      if (sought || isAsking || column.scrollHeight <= column.clientHeight) return;
      if (before && column.scrollTop < near) askOnce(`earlier ${before}`, askBefore);
      else if (after && gap() < near) askOnce(`later ${after}`, askAfter);
    };

    const onWheel = (event) => event.deltaY < -WHEEL_PX && release();
    const onTouchStart = (event) => {
      touchedAt = event.touches[0].clientY;
    };
    const onTouchMove = (event) => event.touches[0].clientY - touchedAt > TOUCH_PX && release();
    const onKey = (event) => ["ArrowUp", "PageUp", "Home"].includes(event.key) && release();
    // By the scrollbar, a key, the search of the browser: upwards though nothing has become shorter.
    const isMoved = () => column.scrollTop < known.top - WHEEL_PX && column.scrollHeight >= known.height;
    const onScroll = () => {
      if (gap() <= NEAR_PX) pin(true);
      else if (isMoved()) release();
      else if (!pinned || performance.now() - movedUpAt < MEANT_MS) pin(false);
      look();
      if (!pinned) {
        hold();
        askForMore();
      }
    };
    const onSent = () => {
      more.current.later = 0; // the server brings the newest
      pin(true);
      toBottom("instant");
    };
    const onClick = (event) => {
      const button = event.target.closest("[data-to-bottom]");
      if (!button) return;
      if (document.activeElement === button) column.focus({ preventScroll: true }); // the button goes
      if (more.current.later) more.current.onNewest();
      more.current.later = 0;
      const far = gap() > column.clientHeight * FAR_SCREENS;
      toBottom(far || calm() ? "instant" : "smooth");
      pin(true);
    };
    const onGrowth = () => {
      if (!seek()) {
        if (pinned) toBottom("instant");
        else keepPlace();
      }
      const now = endOf(more.current.later);
      if (!pinned && hasGrown(end, now)) column.dataset.fresh = "true";
      end = now;
      look();
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
