// The text of one message. Plain until the markdown renderer has loaded, which it does on first use.
import { createElement as h, startTransition, useEffect, useState } from "react";
import { onFirstUse } from "../browser/lazy";
import { withoutAnsi } from "../code/ansi";
import { isLong } from "./long_text";
import { useText, useWhole } from "./texts";

let renderer = null;
const loadRenderer = onFirstUse(async () => {
  renderer = (await import("../markdown/markdown")).Markdown;
});

function useRenderer(wanted) {
  const [, setLoaded] = useState(Boolean(renderer));
  useEffect(() => {
    const show = () => startTransition(() => setLoaded(true)); // bit by bit: a long reply must not hold the page up
    if (wanted && !renderer) loadRenderer().then(show, () => {}); // plain is readable too
  }, [wanted]);
  return renderer;
}

export function MessageBody({ messageId, length, streaming, markdown, thinking, labels, onGap }) {
  const text = useText(messageId);
  const Markdown = useRenderer(markdown);
  useWhole(messageId, length, streaming, onGap);
  if (!text) return streaming ? h(Thinking, { label: thinking }) : null;
  return markdown ? h(Body, { text, streaming, Markdown, labels }) : h(Spoken, { text, labels });
}

// A text that is already here (an example), in the same looks.
export function StaticBody({ text, markdown, labels }) {
  const Markdown = useRenderer(markdown);
  return markdown ? h(Body, { text, streaming: false, Markdown, labels }) : h(Spoken, { text, labels });
}

const QUOTATION = /^(?:>.*(?:\n|$))+/;

// What a person said is no markdown, but for what they quote before it; a long text is folded.
function Spoken({ text, labels }) {
  const [open, setOpen] = useState(false);
  const [quotation = ""] = QUOTATION.exec(text) ?? [];
  const rest = text.slice(quotation.length).trimStart();
  const isFolded = isLong(rest);
  const words = open ? labels.show_less : labels.show_all;
  const props = { type: "button", className: "show-all", "aria-expanded": open, onClick: () => setOpen(!open) };
  const name = !isFolded || open ? "plain" : "plain folded";
  return [
    quotation &&
      h("blockquote", { key: "quote", className: "plain quoted", dir: "auto" }, quotation.replace(/^> ?/gm, "").trim()),
    h("div", { key: "text", className: name, dir: "auto" }, withoutAnsi(rest)),
    isFolded && h("button", { key: "all", ...props, "data-testid": "show-all" }, words),
  ];
}

function Body({ text, streaming, Markdown, labels }) {
  return Markdown ? h(Markdown, { text, streaming, labels }) : h("div", { className: "plain", dir: "auto" }, text);
}

function Thinking({ label }) {
  const dots = [0, 1, 2].map((dot) => h("i", { key: dot }));
  return h("span", { className: "thinking", role: "img", "aria-label": label }, dots);
}
