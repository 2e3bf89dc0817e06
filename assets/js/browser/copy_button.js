// A button that copies a text, made when it is touched, and says for a moment that it has.
import { createElement as h, useState } from "react";
import { copy } from "./clipboard";

const TOLD_MS = 1500;

export function CopyButton({ text, label, done, ...rest }) {
  const [told, setTold] = useState(false);
  const onClick = async () => {
    if (!(await copy(text()))) return;
    setTold(true);
    setTimeout(() => setTold(false), TOLD_MS);
  };
  return h("button", { type: "button", ...rest, onClick }, told ? done : label);
}
