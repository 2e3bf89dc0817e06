// Buttons that write a value into a field of their form; the one whose value stands there is pressed.
import { createElement as h, useEffect, useRef, useState } from "react";
import { listen } from "../browser/listen";

export function Presets({ presets, field, label }) {
  const row = useRef(null);
  const [held, setHeld] = useState("");
  const input = () => row.current.closest("form").elements.namedItem(field);

  useEffect(() => listen(row.current.closest("form"), { input: () => setHeld(input().value) }), []);

  const take = (value) => {
    input().value = value;
    input().dispatchEvent(new Event("input", { bubbles: true }));
  };
  return h(
    "div",
    { ref: row, className: "choices", role: "group", "aria-label": label },
    presets.map(([key, words, value]) =>
      h(
        "button",
        {
          key,
          type: "button",
          className: "choice",
          onClick: () => take(value),
          "aria-pressed": String(held === value),
          "data-testid": "preset",
          "data-key": key,
        },
        `${words} ${value}`,
      ),
    ),
  );
}
