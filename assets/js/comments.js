// HTML comments vanish before a text is read as markdown: what looks like a list in one is none. In code they stay.

const BLANK_LINE = /\n[ \t>]*\n/;
const TOKEN = /`+|<!--/g;
const END = "-->";

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

// A comment that has its lines to itself takes them along.
const commentAt = (text, from, to) => {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = text.indexOf("\n", to);
  const isAlone = !text.slice(lineStart, from).trim() && !text.slice(to, lineEnd < 0 ? text.length : lineEnd).trim();
  return isAlone ? [lineStart, lineEnd < 0 ? text.length : lineEnd + 1] : [from, to];
};

const endOf = (text, from, growing) => {
  const end = text.indexOf(END, from + 2); // “<!-->” is one too
  if (end >= 0) return end + END.length;
  return growing ? text.length : -1;
};

export const withoutComments = (text, growing) => {
  if (!text.includes("<!--")) return text;
  let out = "";
  let done = 0;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const { 0: opening, index } = token;
    if (opening[0] === "`") {
      const end = codeEnd(text, TOKEN.lastIndex, opening.length);
      if (end < 0 && opening.length > 2) break; // a fence that has not closed
      TOKEN.lastIndex = Math.max(TOKEN.lastIndex, end);
    } else {
      const end = endOf(text, index, growing);
      if (end < 0) break;
      const [from, to] = commentAt(text, index, end);
      out += text.slice(done, Math.max(done, from));
      done = TOKEN.lastIndex = Math.max(to, end);
    }
  }
  return out + text.slice(done);
};
