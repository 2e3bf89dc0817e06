// Texts that nobody writes for a reader: reading one as markdown would take seconds, or more boxes within boxes
// than a browser can lay out. They are shown as they were written.

const DEEP = /^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){40}|^[ \t]{100,}(?:[-*+>]|\d{1,9}[.)])/m;
const SIGN = /[*_~[\]<>`!&@]/g;
const MOST_SIGNS = 5000; // what markdown does with them grows with the square
const MOST_CELLS = 8000;

const count = (text, pattern) => text.match(pattern)?.length ?? 0;

export const isReadable = (text) =>
  !DEEP.test(text) && count(text, SIGN) <= MOST_SIGNS && count(text, /\|/g) <= MOST_CELLS;
