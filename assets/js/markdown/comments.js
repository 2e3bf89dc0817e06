// HTML comments vanish before a text is cut into blocks: what looks like a list in one is none. In code they stay.

const BLANK_LINE = /\n[ \t>]*\n/;
const TOKEN = /`+|^ {0,3}~{3,}|<!--/gm;
const END = "-->";
const LONGEST = 4000; // characters; what goes on for longer was no comment
const NEAR = 200; // characters

// Where the code ends that a run of backticks before `from` begins, or -1. Short runs end with their paragraph.
export const codeEnd = (text, from, length) => {
  const rest = text.slice(from);
  const bound = length < 3 ? rest.search(BLANK_LINE) : -1;
  for (const { 0: run, index } of rest.matchAll(/`+/g)) {
    if (bound >= 0 && index > bound) return -1;
    if (run.length === length) return from + index + length;
  }
  return -1;
};

const tildesEnd = (text, from) => {
  const at = text.slice(from).search(/^ {0,3}~{3,}[ \t]*$/m);
  return at < 0 ? -1 : text.indexOf("~", from + at) + 3;
};

// A comment that has its lines to itself takes them along.
const withItsLines = (text, from, to) => {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = text.indexOf("\n", to);
  const isAlone = !text.slice(lineStart, from).trim() && !text.slice(to, lineEnd < 0 ? text.length : lineEnd).trim();
  return isAlone ? [lineStart, lineEnd < 0 ? text.length : lineEnd + 1] : [from, to];
};

// Where the comment ends that begins at `from`, or -1. One behind words ends with their paragraph.
const commentEnd = (text, from, growing) => {
  const before = text.slice(Math.max(0, from - NEAR), from);
  const isBehind = before.slice(before.lastIndexOf("\n") + 1).trim() !== "";
  const near = text.slice(from, from + LONGEST);
  const bound = isBehind ? near.search(BLANK_LINE) : -1;
  const inside = bound < 0 ? near : near.slice(0, bound);
  const end = inside.indexOf(END, 2); // “<!-->” is one too
  if (end >= 0) return from + end + END.length;
  return growing && from + inside.length === text.length ? text.length : -1;
};

const codeEndOf = (text, token, from) => (token[0] === "`" ? codeEnd(text, from, token.length) : tildesEnd(text, from));

export const withoutComments = (text, growing) => {
  if (!text.includes("<!--")) return text;
  const lastEnd = text.lastIndexOf(END);
  let out = "";
  let done = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const { 0: token, index } = found;
    const after = index + token.length;
    if (token === "<!--") {
      const mayEnd = index < lastEnd || text.length - index <= LONGEST;
      const end = mayEnd ? commentEnd(text, index, growing) : -1;
      if (end < 0) continue;
      const [from, to] = withItsLines(text, index, end);
      out += text.slice(done, Math.max(done, from));
      done = TOKEN.lastIndex = to;
    } else {
      const end = codeEndOf(text, token, after);
      if (end < 0 && token.trim().length > 2) break; // a fence that has not closed
      TOKEN.lastIndex = Math.max(after, end);
    }
  }
  return out + text.slice(done);
};
