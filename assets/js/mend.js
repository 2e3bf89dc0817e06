// Completes what a half-written line has begun, so that nothing flickers when its end arrives.

const count = (text, mark) => text.split(mark).length - 1;

const withoutCode = (text) => text.replace(/`[^`\n]*`/g, "");

// A link or image whose address has not come yet shows as its words, half a footnote's number as nothing.
const closeLink = (line) => {
  const opening = line.lastIndexOf("[");
  const rest = opening < 0 ? "" : line.slice(opening);
  const before = () => line.slice(0, line[opening - 1] === "!" ? opening - 1 : opening);
  if (/^\[\^[^\]\s]*$/.test(rest)) return before();
  const half = /^\[([^\]]*)(?:$|\]\([^)\s]*$)/.exec(rest);
  return half ? before() + half[1] : line;
};

const closeCode = (line) => (count(line, "`") % 2 ? `${line}\`` : line);

const closeMarks = (line) => {
  const bare = withoutCode(line);
  let mended = line.replace(/(\*{1,2}|~{1,2}|_{1,2})$/, (mark) => (count(bare, mark) % 2 ? "" : mark));
  const open = withoutCode(mended);
  if (count(open, "**") % 2) mended += "**";
  if (count(open, "~~") % 2) mended += "~~";
  return mended;
};

export const mended = (text) => {
  const at = text.lastIndexOf("\n") + 1;
  const line = text.slice(at);
  const withCode = closeCode(line);
  return text.slice(0, at) + (withCode === line ? closeMarks(closeLink(line)) : withCode);
};
