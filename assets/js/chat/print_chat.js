// A line of the chat's menu that prints all of it: what is not in the page yet is fetched, and diagrams are drawn for
// white paper, before the browser is asked to print.
import { createElement as h, useEffect, useRef } from "react";

const LOOK_MS = 50;
const PATIENCE_MS = 15000; // for one page of messages, or for its pictures

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

const until = async (isSo) => {
  const end = performance.now() + PATIENCE_MS;
  while (!isSo() && performance.now() < end) await pause();
  return isSo();
};

const WRITTEN = '.formula.written, .message[data-role="assistant"] .message-body > .plain';

// A diagram is there, in the colours of the page, unless it is to be seen as code.
const isSettled = (toggle) => {
  const isDark = document.documentElement.classList.contains("dark");
  return toggle.closest("figure").querySelector(".diagram")?.dataset.dark === String(isDark);
};

// Renderer, formulas, diagrams and pictures have come.
const isDrawn = () => {
  const all = (selector) => [...document.querySelectorAll(`.transcript ${selector}`)];
  return (
    !document.querySelector(".transcript").querySelector(WRITTEN) &&
    all('.code-diagram[aria-pressed="false"]').every(isSettled) &&
    all("img").every((image) => image.complete)
  );
};

// Dark becomes light and what is folded opens, until it has been printed.
const onPaper = async (print) => {
  const { classList } = document.documentElement;
  const wasDark = classList.contains("dark");
  const folds = document.querySelectorAll(".transcript .markdown details:not([open])");
  const set = (isForPaper) => {
    classList.toggle("dark", wasDark && !isForPaper);
    for (const fold of folds) fold.open = isForPaper;
  };
  set(true);
  for (const image of document.querySelectorAll(".transcript img")) image.loading = "eager";
  await until(isDrawn);
  addEventListener("afterprint", () => set(false), { once: true });
  print();
};

export function PrintChat({ earlier, later, onEarlier, onNewest, children, ...rest }) {
  const chat = useRef({});
  useEffect(() => {
    chat.current = { earlier, later };
  });

  const turn = async (name, ask) => {
    const before = chat.current[name];
    ask();
    return until(() => chat.current[name] !== before);
  };
  const fetchAll = async () => {
    if (chat.current.later) await turn("later", onNewest);
    while (chat.current.earlier && (await turn("earlier", onEarlier)));
  };
  const onClick = async () => {
    await fetchAll();
    await onPaper(() => window.print());
  };
  return h("button", { type: "button", ...rest, onClick }, children);
}
