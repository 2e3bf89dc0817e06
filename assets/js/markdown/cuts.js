// Where a long block may be cut into pieces that are read as markdown one by one and shown as one: a list at its
// items, a table at its rows, a quote at its blank lines, a paragraph between words where nothing is open.

import { masked } from "../formulas/math_tokens";
import { mended } from "./complete_markdown";
import { inQuotedFence } from "./fences";
import { itemSign } from "./items";

const PIECE = 1000; // characters
const UNSAFE = 4000; // characters; a paragraph that leaves something open for so long is cut all the same
const GAP = /(?:[。！？；，、：][”’」』）]?| )(?=[\p{L}“‘「『（])/gu;
const SPECIAL = /^(?: {0,3}(?:[>#|[<$]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~)| {4}|\t)/;
const BEGINNING = /^[\p{L}“‘「『（]/u;
const BLANK_QUOTE = /^ {0,3}>[ \t]*$/;
const QUOTED_WORDS = /^ {0,3}> ?(?![ \t]|[-*+][ \t]|\d{1,9}[.)][ \t])/;

const isComplete = (text) => {
  const { text: bare, formulas } = masked(text, true);
  return formulas.every(({ tex }) => tex !== null) && mended(bare) === bare;
};

const isSafe = (text) => text.length > UNSAFE || isComplete(text);

const PLACES = {
  list: ({ items }, line) => items.length === 1 && Boolean(itemSign(line)),
  table: () => true,
  quote: ({ lines }, line) => BLANK_QUOTE.test(lines.at(-1)) && QUOTED_WORDS.test(line) && !inQuotedFence(lines),
  text: ({ lines, afterBlank }, line) => !afterBlank && BEGINNING.test(line) && isSafe(lines.join("\n")),
  note: () => false,
};

// Whether a long block may be cut before this line.
export const isPlaceToCut = (state, line) => state.size > PIECE && PLACES[state.kind](state, line);

export const isLong = (line) => line.length > PIECE;

// How much of a long line is a piece by itself; 0 where the line cannot be cut yet.
export const cutLine = (state, line) => {
  if (state.size + line.length <= PIECE || (state.kind && state.kind !== "text") || state.afterBlank) return 0;
  if (!state.within && SPECIAL.test(line)) return 0;
  const before = state.lines.map((each) => `${each}\n`).join("");
  GAP.lastIndex = Math.max(state.tried, PIECE - state.size, 0);
  while (GAP.test(line)) {
    const at = GAP.lastIndex;
    if (isSafe(before + line.slice(0, at))) return at;
    state.tried = at;
  }
  return 0;
};
