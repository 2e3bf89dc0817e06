// The text of one message. Plain until the markdown renderer has loaded, which it does on first use.
import { createElement as h, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { textStore } from "./text_store";

const SETTLE_MS = 400; // a piece may still be on its way when the status changes

let renderer = null;
let loading = null;
const loadRenderer = () => {
  loading ??= import("./markdown").then((module) => {
    renderer = module.Markdown;
  });
  return loading;
};

// One render a frame, however many pieces came in between.
function useText(id) {
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
      const leave = textStore.subscribe(id, listen);
      return () => {
        leave();
        cancelAnimationFrame(pending.current);
        pending.current = 0;
      };
    },
    () => textStore.text(id),
    () => "",
  );
}

function useRenderer(wanted) {
  const [, setLoaded] = useState(Boolean(renderer));
  useEffect(() => {
    if (wanted && !renderer) loadRenderer().then(() => setLoaded(true));
  }, [wanted]);
  return renderer;
}

// A settled message whose length differs from the server's count has lost something: ask for it whole.
function useWhole(id, length, streaming, onGap) {
  useEffect(() => {
    if (streaming) return undefined;
    const check = () => textStore.length(id) !== length && onGap(id);
    const timer = setTimeout(check, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [id, length, streaming, onGap]);
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
