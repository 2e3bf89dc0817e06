// A text of the text store in a component.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { textStore } from "./text_store";

const SETTLE_MS = 400; // a piece may still be on its way when the status changes

// One render a frame, however many pieces came in between.
export function useText(name) {
  const pending = useRef(0);
  return useSyncExternalStore(
    (changed) => {
      const listen = () => {
        if (pending.current) return;
        pending.current = requestAnimationFrame(() => {
          pending.current = 0;
          changed();
        });
      };
      const leave = textStore.subscribe(name, listen);
      return () => {
        leave();
        cancelAnimationFrame(pending.current);
        pending.current = 0;
      };
    },
    () => textStore.text(name),
    () => "",
  );
}

// A settled text whose length differs from the server's count has lost something: ask for it whole.
export function useWhole(name, length, streaming, onGap) {
  useEffect(() => {
    if (streaming) return undefined;
    const check = () => textStore.length(name) !== length && onGap(name);
    const timer = setTimeout(check, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [name, length, streaming, onGap]);
}
