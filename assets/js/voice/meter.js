// How loud it is, as bars that wander by, and for how long it has been recorded.
import { createElement as h, useRef } from "react";

const BARS = 28;

export const clock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

export function Meter({ level, began, label }) {
  const bars = useRef(Array(BARS).fill(0));
  const last = useRef(null);
  if (last.current !== level) bars.current = [...bars.current.slice(1), level];
  last.current = level;
  const shown = bars.current.map((height, at) =>
    h("i", { key: at, style: { height: `${8 + Math.round(92 * height)}%` } }),
  );
  return [
    h(
      "span",
      { key: "bars", className: "voice-meter", role: "img", "aria-label": label, "data-testid": "voice-meter" },
      shown,
    ),
    h("time", { key: "time" }, clock(performance.now() - began)),
  ];
}
