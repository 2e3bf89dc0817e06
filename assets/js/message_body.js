// The text of one message. Plain until the markdown renderer has loaded, which it does on first use.
import { createElement as h, useEffect, useState } from "react";
import { useText, useWhole } from "./texts";

let renderer = null;
let loading = null;
const loadRenderer = () => {
  loading ??= import("./markdown").then((module) => {
    renderer = module.Markdown;
  });
  return loading;
};

function useRenderer(wanted) {
  const [, setLoaded] = useState(Boolean(renderer));
  useEffect(() => {
    if (wanted && !renderer) loadRenderer().then(() => setLoaded(true));
  }, [wanted]);
  return renderer;
}

export function MessageBody({ messageId, length, streaming, markdown, thinking, labels, onGap }) {
  const text = useText(messageId);
  const Markdown = useRenderer(markdown);
  useWhole(messageId, length, streaming, onGap);
  if (!text) return streaming ? h(Thinking, { label: thinking }) : null;
  return h(Body, { text, streaming, Markdown: markdown && Markdown, labels });
}

// A text that is already here (an example), in the same looks.
export function StaticBody({ text, markdown, labels }) {
  const Markdown = useRenderer(markdown);
  return h(Body, { text, streaming: false, Markdown: markdown && Markdown, labels });
}

function Body({ text, streaming, Markdown, labels }) {
  return Markdown
    ? h(Markdown, { text, streaming, labels })
    : h("div", { className: "plain" }, text);
}

function Thinking({ label }) {
  const dots = [0, 1, 2].map((dot) => h("i", { key: dot }));
  return h("span", { className: "thinking", role: "img", "aria-label": label }, dots);
}
