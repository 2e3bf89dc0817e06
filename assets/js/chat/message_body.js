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

// What a person said is no markdown; a long text is folded.
function Spoken({ text, labels }) {
  const [open, setOpen] = useState(false);
  if (!isLong(text)) return h("div", { className: "plain", dir: "auto" }, withoutAnsi(text));
  const words = open ? labels.show_less : labels.show_all;
  const props = { type: "button", className: "show-all", "aria-expanded": open, onClick: () => setOpen(!open) };
  return [
    h("div", { key: "text", className: open ? "plain" : "plain folded", dir: "auto" }, withoutAnsi(text)),
    h("button", { key: "all", ...props, "data-testid": "show-all" }, words),
  ];
}

function Body({ text, streaming, Markdown, labels }) {
  return Markdown ? h(Markdown, { text, streaming, labels }) : h("div", { className: "plain", dir: "auto" }, text);
}

function Thinking({ label }) {
  const dots = [0, 1, 2].map((dot) => h("i", { key: dot }));
  return h("span", { className: "thinking", role: "img", "aria-label": label }, dots);
}
