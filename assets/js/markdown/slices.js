// How many pieces of a long block are made in one frame: few where the page is slow, more where there is time. A
// frame that takes long holds up every touch.
import { useEffect, useRef, useState } from "react";

const AT_FIRST = 2; // pieces
const MOST = 8;
const LONG_MS = 40; // of a frame in which that many pieces were made, laid out and painted: half of it is painting
const hasFrames = typeof requestAnimationFrame === "function";

export const nextCount = (count, tookMs) => {
  if (tookMs > LONG_MS) return Math.max(1, Math.floor((count * LONG_MS) / tookMs));
  return Math.min(MOST, count + 1);
};

// How many pieces wait for the next frame. The last ones come first, so that whoever reads the end sees nothing move.
export function useLeftOut(count) {
  const [left, setLeft] = useState(hasFrames ? Math.max(0, count - AT_FIRST) : 0);
  const pace = useRef({ count: AT_FIRST, beganAt: 0 });
  useEffect(() => {
    if (left === 0) return undefined;
    const { count: made, beganAt } = pace.current;
    const next = beganAt ? nextCount(made, performance.now() - beganAt) : made;
    const frame = requestAnimationFrame(() => {
      pace.current = { count: next, beganAt: performance.now() };
      setLeft(Math.max(0, left - next));
    });
    return () => cancelAnimationFrame(frame);
  }, [left]);
  return left;
}
