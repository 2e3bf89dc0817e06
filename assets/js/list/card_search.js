// The search among the cards of Discover: they are all in the page, so nobody is asked. Width and case are one.
import { createElement as h, useEffect, useSyncExternalStore } from "react";
import { useTypedQuery } from "../search/typed_query";

let query = "";
const readers = new Set();

const subscribe = (changed) => {
  readers.add(changed);
  return () => readers.delete(changed);
};

const look = (words) => {
  query = words;
  for (const changed of readers) changed();
};

const folded = (text) => text.normalize("NFKC").toLowerCase();

export const useCardQuery = () =>
  useSyncExternalStore(
    subscribe,
    () => query,
    () => "",
  );

// Whether each of the words stands somewhere in these texts.
export const isFound = (words, ...texts) => {
  if (!words.trim()) return true;
  const all = folded(texts.join("\n"));
  return folded(words)
    .split(/\s+/)
    .every((word) => all.includes(word));
};

export function CardSearch({ label }) {
  const field = useTypedQuery(look, (event, tell) => event.key === "Enter" && tell());
  useEffect(() => () => look(""), []);
  const names = { "aria-label": label, placeholder: label, "data-testid": "card-search" };
  return h("input", { ...field, ...names, className: "text-input card-search", maxLength: 100, autoComplete: "off" });
}
