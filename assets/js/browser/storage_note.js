// Where the browser lets the page keep nothing, its reader knows; told once.
import { createElement as h, useEffect, useState } from "react";

let isRead = false;

export function StorageNote({ text, close, children }) {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(!isRead && document.documentElement.dataset.storage === "blocked"), []);
  if (!shown) return null;
  const onClick = () => {
    isRead = true;
    setShown(false);
  };
  return h(
    "div",
    { className: "storage-note", role: "status", "data-testid": "storage-note" },
    h("span", null, text),
    h("button", { type: "button", className: "small-button", "aria-label": close, title: close, onClick }, children),
  );
}
