// A field whose words are told a moment after they were typed, and never while an input method composes them.
import { useEffect, useRef } from "react";
import { isComposing } from "../composer/ime";

const CALM_MS = 150;

// What the field is given; `onKey` is told of the keys that are meant for the page.
export function useTypedQuery(onQuery, onKey) {
  const input = useRef(null);
  const timer = useRef(0);
  const told = useRef(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = () => {
    clearTimeout(timer.current);
    const query = input.current?.value ?? "";
    if (query === told.current) return false;
    told.current = query;
    onQuery(query);
    return true;
  };
  const wait = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(tell, CALM_MS);
  };
  const onInput = ({ nativeEvent }) => !nativeEvent.isComposing && wait();
  const onKeyDown = (event) => !isComposing(event.nativeEvent) && onKey(event, tell);
  return { ref: input, onInput, onCompositionEnd: wait, onKeyDown, type: "search", enterKeyHint: "search" };
}
