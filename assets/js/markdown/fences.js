// Fences as models write them: at the margin or in an item, glued to words, and within a sample of markdown.

// Each pattern fails or matches in one pass: a hostile line must not cost more than its length.
const OPENING = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\{[^{}`]*\}|\S*)/;
const MARKERS = /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t]))+[ \t]*/;
const QUOTE = /^ {0,3}>/;
const ANNOUNCES = /[:：][*_]*[ \t]*$/;
const GLUED = /^(`{3,})([\w+#.:/-]*|\{[^{}`]*\}?)[ \t]*$/;
const CLOSING = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/;
const NESTED = /^([ \t]*)(`{3,}|~{3,})[ \t]*[^`~\s]/;
const GLUED_CLOSING = /[\p{L}\p{N})\]}>;"'。](`{3,})[ \t]*$/u;
const WORDS_BEHIND = /^ {0,3}(`{3,})[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])/;
const HALF_CLOSING = /^[ \t]*(`+|~+)[ \t]*$/;
const QUOTED = /^ {0,3}> {0,4}(?:```|~~~)/;
const MARKDOWN = /^(?:markdown|md|mdx)$/i;

export const widthOf = (space, from = 0) => {
  let column = from;
  for (const character of space) column += character === "\t" ? 4 - (column % 4) : 1;
  return column - from;
};

const opening = (before, kind, found) => {
  const [, space, mark, language] = found;
  return { before, kind, indent: widthOf(space), mark, language };
};

const isEven = (text) => (text.split("`").length - 1) % 2 === 0;

// Where three backticks stand behind words, and what may be a language behind them: [the words, the fence].
const gluedParts = (line) => {
  const at = line.indexOf("```");
  const found = at > 0 && GLUED.exec(line.slice(at));
  return found && isEven(line.slice(0, at)) ? [line.slice(0, at).trimEnd(), found] : null;
};

// “看：```py” opens; three backticks at the end of a sentence that announces no code do not.
const gluedOpening = (line) => {
  const [before, found] = gluedParts(line) ?? [];
  if (!found || !(found[2] || ANNOUNCES.test(before))) return null;
  return opening(before, "glued", ["", "", ...found.slice(1)]);
};

// As long as it grows such a line may also go on with code in the line.
export const withoutGluedFence = (line) => gluedParts(line)?.[0] ?? line;

// The fence that a line opens: alone, first in an item, or glued to words, which are `before` it. One in a quote stays
// there.
export const fenceOf = (line) => {
  if (QUOTE.test(line)) return null;
  const alone = OPENING.exec(line);
  if (alone) return opening("", "alone", alone);
  const [marker] = MARKERS.exec(line) ?? [""];
  const first = marker && OPENING.exec(line.slice(marker.length));
  return first ? opening(marker.trimEnd(), "first", first) : gluedOpening(line);
};

const isSame = ([, space, run], { mark, inList }) =>
  run[0] === mark[0] && run.length >= mark.length && (inList || widthOf(space) < 4);

const isOf = (fence, pattern, line) => {
  const found = pattern.exec(line);
  return Boolean(found) && isSame(found, fence);
};

export const isClosing = (line, fence) => isOf(fence, CLOSING, line);

export const isHalfClosing = (line, { mark }) => HALF_CLOSING.exec(line)?.[1][0] === mark[0];

export const announcesCode = (line) => ANNOUNCES.test(line);

export const isSample = ({ language }) => MARKDOWN.test(language);

// A fence that opens within a sample of markdown.
export const opensNested = (line, fence) => isOf(fence, NESTED, line);

// A closing fence that is glued to the end of the code, or to the words behind it: [the code, the words].
export const gluedClosing = (line, fence) => {
  if (isSample(fence) || line.split(fence.mark).length !== 2) return null;
  const code = GLUED_CLOSING.exec(line);
  if (code?.[1] === fence.mark) return [line.slice(0, line.lastIndexOf(fence.mark)), ""];
  const words = WORDS_BEHIND.exec(line);
  return words?.[1] === fence.mark ? [null, line.slice(words[0].length)] : null;
};

// A line without as much of its indentation as that.
export const outdented = (line, width) => {
  let at = 0;
  while (at < line.length && /[ \t]/.test(line[at]) && widthOf(line.slice(0, at + 1)) <= width) at += 1;
  return line.slice(at);
};

export const inQuotedFence = (lines) => lines.filter((line) => QUOTED.test(line)).length % 2 === 1;
