// Which way a text runs: words from right to left (Arabic, Hebrew and their kin) among others. The browser finds it for
// what holds words itself; what holds such parts (a list, a quote, a table) needs to be told, for its marks.

const AUTO = new Set(["paragraph", "heading", "listItem", "tableCell"]);
const HOLDERS = new Set(["list", "blockquote", "table"]);
const FIRST_LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/;

// The text of the first node within that has letters.
const firstLetterIn = (node) => {
  const waiting = [node];
  while (waiting.length) {
    const { value, children } = waiting.pop();
    const found = value && FIRST_LETTER.exec(value);
    if (found) return found[0];
    if (children) waiting.push(...[...children].reverse());
  }
  return "";
};

const direct = (node, dir) => {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, dir } };
};

// A paragraph in an item runs as that does: the mark stands on its side.
export const withDirection = (node, { inItem }) => {
  if (AUTO.has(node.type)) {
    if (node.type !== "paragraph" || !inItem) direct(node, "auto");
  } else if (HOLDERS.has(node.type) && RIGHT_TO_LEFT.test(firstLetterIn(node))) direct(node, "rtl");
};
