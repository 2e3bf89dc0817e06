// The rows of a table as they are written.

import { masked } from "../formulas/math_tokens";
import { withoutContainers } from "./items";

const DELIMITER = /^ {0,3}(?=[^|]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const HALF_DELIMITER = /^(?:\|[ \t]*:?-|:?-+:?[ \t]*\|)[-:| \t]*$/;
const CELL = /(?:[^|\\]|\\[\s\S]|\\$)*\|?/g;

const bare = (row) => row.trim().replace(/^\|/, "");

// A bar within a formula divides nothing.
const cellsOf = (row) => (bare(masked(row, false).text).match(CELL) ?? []).filter(Boolean);

export const isDelimiter = (line) => DELIMITER.test(line);

export const isDelimiterOf = (head, line) =>
  head?.includes("|") && isDelimiter(line) && cellsOf(head).length === cellsOf(line).length;

// Words below a table whose rows all begin with a bar are no row of it.
export const isRow = (line, head) => line.includes("|") || !head.trimStart().startsWith("|");

export const isInTable = (lines) => {
  for (let at = lines.length - 1; at >= 0 && lines[at].includes("|"); at -= 1) {
    if (isDelimiter(withoutContainers(lines[at]))) return true;
  }
  return false;
};

// The delimiters that have begun, completed for as many cells as the head has; null where they have not.
export const completedDelimiter = (head, half) => {
  if (!HALF_DELIMITER.test(half) || !head.includes("|")) return null;
  const count = cellsOf(head).length;
  const cells = cellsOf(half)
    .map((cell) => cell.replace("|", "").trim())
    .filter((cell) => /-/.test(cell));
  if (cells.length > count) return null;
  return `|${Array.from({ length: count }, (_cell, at) => cells[at] ?? "---").join("|")}|`;
};
