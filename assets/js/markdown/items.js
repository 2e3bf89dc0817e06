// The list items a line stands in. Models indent what belongs to an item by a column or two less than markdown
// asks for; it is read as what is meant: each line is told the column at which it belongs to its item.
import { widthOf } from "./fences";

const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const INTERRUPTING = /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/;
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;
const MOST_GAP = 4; // columns between a marker and its text; more is code

export const isRule = (line) => RULE.test(line);

// The marks of the quotes and items that a line begins or stands in.
export const containersOf = (line) => CONTAINERS.exec(line)[0];
export const withoutContainers = (line) => line.slice(containersOf(line).length);

const signOf = (marker) => marker.at(-1);
const isNumber = ({ sign }) => sign === "." || sign === ")";

export const indentOf = (line) => widthOf(/^[ \t]*/.exec(line)[0]);

const markerOf = (line) => (RULE.test(line) ? null : (ITEM.exec(line)?.[2] ?? null));

// The sign of the item that a line begins: “-”, “*”, “+”, “.” or “)”.
export const itemSign = (line) => markerOf(line) && signOf(markerOf(line));

// An item that may follow a paragraph without a blank line; “1984. …” may not.
export const interrupts = (line) => INTERRUPTING.test(line) && !RULE.test(line);

const parents = (items, indent) => items.filter(({ content }) => content <= indent);
const meantParents = (items, indent) => items.filter(({ marker }) => marker < indent);

// Bullets below a number are its own, though two columns do not reach its text; so are numbers that begin anew.
const parentsOfItem = (items, indent, marker) => {
  const strict = parents(items, indent);
  const next = items[strict.length];
  if (!next || indent < 2 || next.marker >= indent || !isNumber(next)) return strict;
  const isBelow =
    !isNumber({ sign: signOf(marker) }) || /^1\D/.test(marker) || items[strict.length + 1]?.marker === indent;
  return isBelow ? [...strict, next] : strict;
};

const columnIn = (stack, indent) => {
  const item = stack.at(-1);
  return item ? item.column + Math.max(0, indent - item.content) : indent;
};

const opened = (stack, found, indent) => {
  const [, , marker, gap] = found;
  const width = gap ? widthOf(gap, indent + marker.length) : 1;
  const room = marker.length + (width > MOST_GAP ? 1 : width);
  return [
    ...stack,
    { marker: indent, content: indent + room, column: columnIn(stack, indent) + room, sign: signOf(marker) },
  ];
};

// Several items may begin in one line: “- 1. …”.
const openAll = (items, line) => {
  let stack = items;
  let at = 0;
  for (let found = ITEM.exec(line), isFirst = true; found; found = ITEM.exec(line.slice(at)), isFirst = false) {
    const indent = widthOf(line.slice(0, at) + found[1]);
    if (isFirst) stack = parentsOfItem(items, indent, found[2]);
    stack = opened(stack, found, indent);
    at += found[0].length;
    if (at >= line.length) break;
  }
  return stack;
};

const moved = (line, indent, column) => (column === indent ? line : " ".repeat(column) + line.trimStart());

// A line of a list: the items that are open after it, and the line where it belongs.
export const placed = (items, line, afterBlank) => {
  const indent = indentOf(line);
  const marker = markerOf(line);
  const around = marker ? parentsOfItem(items, indent, marker) : items;
  if (marker && indent - (around.at(-1)?.content ?? 0) < 4) {
    return { items: openAll(items, line), line: moved(line, indent, columnIn(around, indent)) };
  }
  const own = indent > 1 ? meantParents(items, indent) : parents(items, indent);
  return { items: afterBlank ? own : items, line: moved(line, indent, columnIn(own, indent)) };
};

// The items that a fence belongs to: it is indented more than their markers, or it stands at the margin right below
// their words, or below words that announce it.
export const itemsOfFence = (items, { indent, kind }, isAnnounced) => {
  if (kind !== "alone") return items;
  const own = meantParents(items, indent);
  return own.length > 0 || !isAnnounced ? own : items.slice(0, 1);
};
