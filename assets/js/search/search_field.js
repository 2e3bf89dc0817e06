// The field above the results. Arrows go through the hits, Enter opens the first, Escape leaves.
import { createElement as h, useEffect } from "react";
import { useNavigationType } from "react-router";
import { leaveScreen } from "../browser/back";
import { listen } from "../browser/listen";
import { useTypedQuery } from "./typed_query";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const hits = () => [...document.querySelectorAll("[data-part=search-hit]")];

// From the field to the first hit, from hit to hit, and from the first one back to the field.
const step = (event, input) => {
  const all = hits();
  const at = all.indexOf(document.activeElement);
  const isField = document.activeElement === input;
  if (!(event.key in STEPS) || (at < 0 && !isField)) return;
  event.preventDefault();
  const next = at + STEPS[event.key];
  if (next < 0) input.focus();
  else all[Math.min(next, all.length - 1)]?.focus();
};

export function SearchField({ query, label, placeholder, onQuery }) {
  const isBack = useNavigationType() === "POP";
  const onKey = (event, tell) => {
    if (event.key === "Enter" && !tell()) hits()[0]?.click();
  };
  const field = useTypedQuery(onQuery, onKey);

  useEffect(() => {
    const input = field.ref.current;
    input.value = query;
    if (!isBack || !query) input.focus();
    if (!isBack) input.select();
    const onKeyDown = (event) => {
      step(event, input);
      if (event.key === "Escape" && !event.shiftKey && !document.querySelector("dialog[open]")) leaveScreen();
    };
    return listen(window, { keydown: onKeyDown });
  }, []);

  const names = { "aria-label": label, placeholder, "data-testid": "search-input", "data-part": "search-input" };
  return h("input", { ...field, ...names, className: "text-input search-field", maxLength: 200, autoComplete: "off" });
}
