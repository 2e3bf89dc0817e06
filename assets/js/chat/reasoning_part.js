// What a reasoning model thinks before it speaks: folded, and there only where it thinks anything.
import { createElement as h } from "react";
import { SelectionKept } from "../markdown/selection";
import { useText, useWhole } from "./texts";

export function ReasoningPart({ textName, length, streaming, title, titleNow, onGap }) {
  const text = useText(textName);
  useWhole(textName, length, streaming, onGap);
  if (!text) return null;
  return h(
    "details",
    { className: "fold", "data-testid": "thinking" },
    h("summary", null, streaming ? titleNow : title),
    h(SelectionKept, { tag: "div", className: "plain", dir: "auto" }, text),
  );
}
