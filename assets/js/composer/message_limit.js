// What is longer than a message may be is not sent at all: the page's socket would break on a few megabytes, and with it
// everything that waits there. Its reader sees how long it is, and has it still.
import { createElement as h } from "react";
import { lengthOf } from "../chat/text_store";

// How many characters a text has, where these are more than `most`; else nothing.
export const excessOf = (text, most) => {
  if (text.length <= most) return 0;
  const length = lengthOf(text);
  return length > most ? length : 0;
};

const told = (words, length, most) =>
  words.replace("{length}", length.toLocaleString("en")).replace("{limit}", most.toLocaleString("en"));

export const TooLong = ({ length, most, words }) =>
  length > 0 &&
  h("div", { className: "refusal" }, h("p", { role: "alert", "data-testid": "refusal" }, told(words, length, most)));
