// Takes the formulas out of a markdown text before it is read as markdown, which would eat their backslashes,
// stars and bars, and leaves a mark for each. Money, shell variables and code stay what they are.

const OPEN = "\uFDD0"; // no character at all: nobody can have written it
const CLOSE = "\uFDD1";
const MARK = /\uFDD0(\d+)\uFDD1/g;
const NO_CHARACTERS = /[\uFDD0\uFDD1]/g;
const TOKEN = /\\[\s\S]|`+|\$+|\n[ \t>]*(?=\n)/g;
const RUN = /`+|\n[ \t>]*(?=\n)/g;
const GITHUBS = /\$`([^`\n]+)`\$/y;
const QUOTED = /\n[ \t]*>[ \t]?/g;
const LONGEST = 4000; // characters of one formula
const NEAR = 200; // characters

const SIGN = /[\\^_={}<>+]/;
const WORD = /[a-z]{2,}/;
const GAP = /[\s,;]/;
const TWO_WORDS = /(?:^|[^\\a-z])[a-z]{2,} +[a-z]{2,}/i;
const EASTERN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const ORDINAL = /^(?:th|st|nd|rd|s)\b/;
const LINE_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?$/;
const LINE_END = /^[ \t]*[.,;。，；]?[ \t]*(?:\n|$)/;

const CLOSING = { "\\(": "\\)", "\\[": "\\]", $$: "$$", $: "$" };

const isProse = (tex) => {
  if (SIGN.test(tex)) return !tex.includes("\\") && TWO_WORDS.test(tex);
  return EASTERN.test(tex) || (WORD.test(tex) && GAP.test(tex));
};

// As much of the line as a formula's place depends on: a very long line must not be read for each formula.
const lineBefore = (text, at) => {
  const near = text.slice(Math.max(0, at - NEAR), at);
  return near.slice(near.lastIndexOf("\n") + 1);
};

const isAlone = (text, from, after) =>
  LINE_START.test(lineBefore(text, from)) && LINE_END.test(text.slice(after, after + NEAR));

// “US$5”, “$5 and $10”, “$3-$4”, “$HOME/bin:$PATH” are no formulas; “$n$th” is.
const isDollarMath = (text, from, to) => {
  const tex = text.slice(from + 1, to);
  const after = text.slice(to + 1, to + 5);
  if (/[a-z0-9]/i.test(text[from - 1] ?? "") || (/^[a-z0-9{]/i.test(after) && !ORDINAL.test(after))) return false;
  if (/^\s|\s$|\n|[-/:=,(&]$/.test(tex) || (tex.startsWith("(") && after.startsWith("("))) return false;
  return !isProse(tex);
};

const isMath = (text, opening, from, to) => {
  if (to - from > LONGEST) return false;
  if (opening === "$") return isDollarMath(text, from, to);
  const tex = text.slice(from + 2, to);
  if (!tex.trim()) return false;
  if (opening !== "\\(" && isAlone(text, from, to + 2)) return true;
  return opening === "\\[" ? SIGN.test(tex) : !isProse(tex);
};

// What has been opened and may still be closed: shown as it is written, so that nothing of it flickers.
const isHalfMath = (text, opening, from) => {
  const tex = text.slice(from + opening.length);
  if (opening === "$") return /^[^\s\d$][^\n]*$/.test(tex) && (/[\\^_]/.test(tex) || tex.endsWith("$"));
  return isMath(text, opening, from, text.length) || !tex.trim();
};

const formula = (text, opening, from, to) => {
  const { length } = opening;
  const source = text.slice(from, to + length);
  const inside = text.slice(from + length, to);
  const tex = lineBefore(text, from).includes(">") ? inside.replace(QUOTED, "\n") : inside;
  const display = opening === "\\[" || (opening === "$$" && isAlone(text, from, to + length));
  return { source, tex: tex.trim(), display };
};

// For each run of backticks where its code ends: after the next run of the same length. Found in one pass from
// the end; a blank line ends a paragraph and so any short run's code, but not a fence's.
const codeEnds = (text) => {
  const ends = new Map();
  let next = new Map();
  for (const { 0: run, index } of [...text.matchAll(RUN)].reverse()) {
    if (run[0] === "\n") next = new Map([...next].filter(([length]) => length > 2));
    else {
      ends.set(index, next.get(run.length));
      next.set(run.length, index + run.length);
    }
  }
  return ends;
};

const tokenAfter = (text, at) => {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text);
};

// Where the formula opened at `from` closes; text.length where it still may; undefined where it cannot.
const closingOf = (text, opening, from) => {
  let token = tokenAfter(text, from + opening.length);
  while (token) {
    const { 0: found, index } = token;
    if (found === CLOSING[opening]) return index;
    if (found[0] === "\n" || found === opening) return undefined;
    if (opening === "$" && /^[$`]/.test(found)) return undefined;
    token = tokenAfter(text, index + found.length);
  }
  return text.length;
};

const githubs = (text, from) => {
  GITHUBS.lastIndex = from;
  const found = GITHUBS.exec(text);
  return found && { source: found[0], tex: found[1], display: false };
};

const half = (text, opening, from) =>
  isHalfMath(text, opening, from) ? { source: text.slice(from), tex: null, display: false } : null;

const formulaAt = (text, opening, from, growing) => {
  if (opening === "$") {
    const found = githubs(text, from);
    if (found) return found;
  }
  const to = closingOf(text, opening, from);
  const isOpen = to === text.length || (opening === "$" && to === text.length - 1); // “$3-$” may become “$3-$4”
  if (isOpen && growing) return half(text, opening, from);
  if (to === undefined || to === text.length || !isMath(text, opening, from, to)) return null;
  return formula(text, opening, from, to);
};

export const masked = (given, growing) => {
  const text = given.replace(NO_CHARACTERS, "\uFFFD");
  if (!/[$\\]/.test(text)) return { text, formulas: [] };
  const ends = codeEnds(text);
  const formulas = [];
  let out = "";
  let done = 0;
  for (let token = tokenAfter(text, 0); token; ) {
    const { 0: opening, index } = token;
    let next = ends.get(index) ?? index + opening.length;
    const found = Object.hasOwn(CLOSING, opening) && formulaAt(text, opening, index, growing);
    if (found) {
      out += `${text.slice(done, index)}${OPEN}${formulas.length}${CLOSE}`;
      next = done = index + found.source.length;
      formulas.push(found);
    }
    token = tokenAfter(text, next);
  }
  return { text: out + text.slice(done), formulas };
};

// The text with what its marks stand for.
export const unmasked = (text, formulas) => text.replace(MARK, (_mark, at) => formulas[at]?.source ?? "");

// The text as pieces: strings and formulas.
export const pieces = (text, formulas) =>
  text.split(MARK).map((piece, at) => (at % 2 ? (formulas[piece] ?? "") : piece));
