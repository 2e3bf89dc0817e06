// The field of the bar that finds words in a chat. Enter goes on, with Shift back; Escape puts the bar away.
import { createElement as h, useEffect } from "react";
import { useTypedQuery } from "./typed_query";

export function FindField({ query, label, placeholder, onQuery, onStep, onLeave }) {
  const onKey = (event, tell) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (!tell()) onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      onLeave();
    }
  };
  const field = useTypedQuery(onQuery, onKey);

  useEffect(() => {
    field.ref.current.value = query;
    if (!query) field.ref.current.focus();
  }, []);

  const names = { "aria-label": label, placeholder, "data-testid": "find-input" };
  return h("input", { ...field, ...names, className: "find-field", maxLength: 200, autoComplete: "off" });
}
