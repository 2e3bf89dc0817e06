// Choices that belong to this browser alone: how large the text is, and how a reply that comes is read.
import { createElement as h, useState } from "react";
import { followsText, keepFollowing } from "../chat/following";
import { storage } from "./storage";

const SIZE = "oreai-text-size"; // first_paint.js reads it too
const USUAL_SIZE = "16";

const keepSize = (size) => {
  storage.write(SIZE, size === USUAL_SIZE ? "" : size);
  document.documentElement.dataset.textSize = size;
};

const KINDS = {
  size: { read: () => storage.read(SIZE) || USUAL_SIZE, keep: keepSize },
  follows: { read: () => (followsText() ? "text" : "question"), keep: keepFollowing },
};

// `choices`: [value, words] of each button.
export function ReadingChoice({ kind, choices, ...rest }) {
  const [chosen, setChosen] = useState(KINDS[kind].read);
  const choose = (value) => {
    KINDS[kind].keep(value);
    setChosen(value);
  };
  const button = ([value, words]) => {
    const props = { "aria-pressed": chosen === value, "data-value": value, onClick: () => choose(value) };
    return h("button", { key: value, type: "button", className: "choice", ...props }, words);
  };
  return h(
    "div",
    { ...rest, className: kind === "size" ? "choices" : "choices wrap", role: "group" },
    choices.map(button),
  );
}
