// What a line of markdown begins: a block of which kind, and whether it ends the block before it.
import { indentOf, interrupts, isRule, itemSign } from "./items";
import { isDelimiterOf, isRow } from "./tables";

export const NOTE = /^ {0,3}\[\^([^\][\s]{1,100})\]:[ \t]?/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const QUOTE = /^ {0,3}>/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;

export const kindOf = (line) => {
  if (NOTE.test(line)) return "note";
  if (itemSign(line) && indentOf(line) < 4) return "list";
  return QUOTE.test(line) ? "quote" : "text";
};

const isSibling = (state, line) => {
  const sign = itemSign(line);
  return Boolean(sign) && state.items[0]?.sign === sign;
};

const isLone = (line) => HEADING.test(line) || isRule(line);

// After a blank line whatever stands at the margin begins anew, but not the next item of a list.
const beginsAfterBlank = (state, line) => indentOf(line) < 1 && !isSibling(state, line);

// What ends a block without a blank line.
const BEGINS = {
  text: (_state, line) => QUOTE.test(line) || interrupts(line) || (isLone(line) && !UNDERLINE.test(line)),
  list: (state, line) =>
    /^\S/.test(line) && (line[0] === ">" || isLone(line) || (itemSign(line) && !isSibling(state, line))),
  quote: (_state, line) => isLone(line) || interrupts(line),
  table: (state, line) => QUOTE.test(line) || isLone(line) || interrupts(line) || !isRow(line, state.head[0]),
  note: () => false,
};

export const begins = (state, line) =>
  NOTE.test(line) || (state.afterBlank ? beginsAfterBlank(state, line) : BEGINS[state.kind](state, line));

export const isHeadingOf = ({ kind, lines }, line) =>
  kind === "text" && (isLone(line) || (lines.length > 0 && UNDERLINE.test(line)));

// A table may stand right below words, and at the margin right below an item.
export const isHeadOf = ({ kind, lines, afterBlank }, line) => {
  const head = lines.at(-1);
  const isInPlace = kind === "text" || (kind === "list" && /^\|/.test(head) && lines.length > 1);
  return isInPlace && !afterBlank && isDelimiterOf(head, line) && (kind === "text" || line.startsWith("|"));
};
