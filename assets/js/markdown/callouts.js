// Call-outs: a quote that begins with “[!NOTE]” or one of its kin.
import { createElement as h, useContext } from "react";
import { Labels } from "./contexts";

const SIGN = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r?\n)?/i;

// A quote that is a call-out becomes one.
export const withCallout = (quote) => {
  const [first] = quote.type === "blockquote" ? quote.children : [];
  const words = first?.type === "paragraph" ? first.children[0] : null;
  const sign = words?.type === "text" && SIGN.exec(words.value);
  if (!sign) return;
  words.value = words.value.slice(sign[0].length);
  if (!words.value && first.children.length === 1) quote.children.shift();
  quote.data = { hName: "callout", hProperties: { kind: sign[1].toLowerCase() } };
};

export function Callout({ node, children, dir }) {
  const labels = useContext(Labels);
  const { kind } = node.properties;
  return h(
    "div",
    { className: "callout", "data-kind": kind, role: "note", dir },
    h("p", { className: "callout-name" }, labels[kind]),
    children,
  );
}
