// Completes what a half-written text has begun, so that nothing flickers when its end arrives. Only the last
// paragraph, item or cell can be half-written; it is read by the rules that the whole text is read by.
import { addressAt } from "./bare_links";
import { codeEnd } from "./comments";
import { BEGINS, ENDS, isTwice, sidesOf } from "./emphasis";
import { withoutHalves } from "./half_words";
import { specialNameAt } from "./special_names";

const BEGINNING = /^[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||$)/;
const TOKEN = /\\[\s\S]?|`+|!?\[[^\][\n]*\]\([^()\s]*\)|https?:\/\/|www\.|<[^<>\n]*>|\*+|_+|~+/gi;
const RUN = /^[*_~]/;
const FENCE = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/; // closed code: who mends stands in none
const TAGS = "br sub sup kbd u mark s b i details summary".split(" ");
const HALF_TAG = /<(?:!-{0,2}|\/?([a-z]*)(?: ?\/?)?)$/i;
const HALF_FOLD = /<details>\s*$/i; // without its summary

const lastCell = (text) => {
  let at = text.lastIndexOf("|");
  while (text[at - 1] === "\\") at = text.lastIndexOf("|", at - 1);
  return at + 1;
};

// Where the paragraph, item or cell begins that the text ends with.
const lastBeginning = (text) => {
  let end = text.replace(/\n[ \t]*$/, "").length;
  while (end > 0) {
    const at = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(at, end);
    if (FENCE.test(line)) return Math.min(end + 1, text.length);
    if (BEGINNING.test(line) || at === 0) return text[at] === "|" ? lastCell(text) : at;
    end = at - 1;
  }
  return 0;
};

// A tag that may become one that means something, or a comment.
const withoutHalfTag = (text) =>
  text
    .replace(HALF_TAG, (half, name) => (!name || TAGS.some((tag) => tag.startsWith(name.toLowerCase())) ? "" : half))
    .replace(HALF_FOLD, "");

// CommonMark's “rule of three”: where one of both runs could be either, lengths that sum up to a multiple of three
// do not match.
const matches = (opener, run) => {
  if (opener.mark !== run.mark) return false;
  if (run.mark === "~") return opener.length === run.length;
  const either = opener.closes || run.opens;
  return !(either && run.length % 3 && (opener.length + run.length) % 3 === 0);
};

const takeRun = (open, run) => {
  while (run.closes && run.length > 0) {
    const at = open.findLastIndex((opener) => matches(opener, run));
    if (at < 0) break;
    const used = open[at].length > 1 && run.length > 1 ? 2 : 1;
    open.length = at + 1;
    open[at].length -= used;
    run.length -= used;
    if (open[at].length === 0) open.pop();
  }
  if (run.opens && run.length > 0 && !(run.mark === "~" && run.length !== 2)) open.push(run);
};

const runsAt = (text, at, length) => {
  const [before, after] = [text[at - 1] ?? "", text[at + length] ?? ""];
  const half = { mark: "*", length: 2 };
  if (isTwice(text.slice(at, at + length), before, after))
    return [
      { ...half, ...ENDS },
      { ...half, ...BEGINS },
    ];
  return [{ mark: text[at], length, ...sidesOf(text[at], length, before, after) }];
};

const isAddress = (token) => /^[hw]/i.test(token);

// What is still open at the text's end: runs of emphasis from the outermost on, and where code begins. What the
// text ends with may be half a run: it is left out from `cut` on; a special name there is text.
const openIn = (text) => {
  const open = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const { 0: token, index } = found;
    const end = index + token.length;
    const name = token[0] === "_" ? specialNameAt(text, index, true) : "";
    if (name && index + name.length === text.length) return { open, cut: index, name };
    if (name) TOKEN.lastIndex = index + name.length;
    else if (isAddress(token)) TOKEN.lastIndex = index + Math.max(1, addressAt(text, index).length);
    else if (token[0] === "`") {
      const closing = codeEnd(text, end, token.length);
      if (closing < 0) return { open, code: { from: end, ticks: token } };
      TOKEN.lastIndex = closing;
    } else if (token === "\\") return { open, cut: index };
    else if (RUN.test(token)) {
      if (end === text.length) return { open, cut: index };
      for (const run of runsAt(text, index, token.length)) takeRun(open, run);
    }
  }
  return { open };
};

const withoutTicks = (text, { from }) => text.slice(from).replace(/`+$/, "");

const closeRuns = (text, open) => {
  const shown = text.trimEnd();
  const ends = open.map(({ mark, length }) => mark.repeat(length)).reverse();
  return shown + ends.join("") + text.slice(shown.length);
};

const closed = (text) => {
  const { code, open } = openIn(text);
  if (code) {
    const inside = withoutTicks(text, code);
    if (!inside) return closed(text.slice(0, code.from - code.ticks.length));
    return closeRuns(text.slice(0, code.from) + inside + code.ticks, open);
  }
  const linked = withoutHalves(withoutHalfTag(text));
  const { open: still, cut, name = "" } = openIn(linked);
  return closeRuns(linked.slice(0, cut) + name.replaceAll("_", "\\_"), still);
};

export const mended = (text) => {
  const at = lastBeginning(text);
  return text.slice(0, at) + closed(text.slice(at));
};
