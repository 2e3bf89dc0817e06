// Takes the formulas out of a markdown text before it is read as markdown, which would eat their backslashes,
// stars and bars, and leaves a mark for each. Money, shell variables and code stay what they are.
import { withoutAnsiInWords } from "../code/ansi";
import { closingOf, isEnvironment, isOfEquations, isSentence, LONGEST } from "./display_math";
import { hasSign, isDollarFormula, isHalfDollarFormula, isProse, mayOpen } from "./dollars";

const OPEN = "\uFDD0"; // no character at all: nobody can have written it
const CLOSE = "\uFDD1";
const MARK = /\uFDD0(\d+)\uFDD1/g;
const NO_CHARACTERS = /[\uFDD0\uFDD1]/g;
const TOKEN = /\\(?:begin|end)\{[a-z]+\*?\}|\\[\s\S]|`+|\$+|\n[ \t>]*(?=\n)/gi;
const RUN = /`+|\n[ \t>]*(?=\n)/g;
const BY_ITSELF = /\$`([^`\n]+)`\$|\\(?:ce|pu)\{(?:[^{}\n]|\{[^{}\n]*\})*\}/y;
const BLANK_LINES = /\n[ \t>]*(?=\n)/;
const QUOTED = /\n[ \t]*>[ \t]?/g;
const NEAR = 200; // characters

const LINE_START = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?$/;
const LINE_END = /^[ \t]*[.,;。，；]?[ \t]*(?:\n|$)/;

const INLINE = { $: "$", "\\(": "\\)" };
const closingFor = (opening) => INLINE[opening] ?? closingOf(opening);

// As much of the line as a formula's place depends on: a very long line must not be read for each formula.
const lineBefore = (text, at) => {
  const near = text.slice(Math.max(0, at - NEAR), at);
  return near.slice(near.lastIndexOf("\n") + 1);
};

// On lines of its own; its opening may also be the end of a line: “其中：$$”.
const isAtLinesEdge = (text, from, opening) =>
  LINE_START.test(lineBefore(text, from)) || /^[ \t]*\n/.test(text.slice(from + opening.length, from + NEAR));

const isAlone = (text, opening, from, after) =>
  isAtLinesEdge(text, from, opening) && LINE_END.test(text.slice(after, after + NEAR));

const isMath = (text, opening, from, to, after) => {
  if (to - from > LONGEST) return false;
  if (opening === "$") return isDollarFormula(text, from, to);
  const tex = text.slice(from + opening.length, to);
  if (!tex.trim()) return false;
  const parts = tex.split(BLANK_LINES);
  if (parts.length > 1) return !parts.some(isSentence);
  if (opening !== "\\(" && isAlone(text, opening, from, after)) return true;
  return opening === "\\[" ? hasSign(tex) : !isProse(tex);
};

// What has been opened and may still be closed: shown as it is written, so that nothing of it flickers.
const isHalfMath = (text, opening, from) => {
  const tex = text.slice(from + opening.length);
  if (opening === "$") return isHalfDollarFormula(tex);
  return isMath(text, opening, from, text.length, text.length) || !tex.trim();
};

const isDisplay = (text, opening, from, after) =>
  opening === "\\[" || isOfEquations(opening) || (Boolean(closingOf(opening)) && isAlone(text, opening, from, after));

const formula = (text, opening, from, to, after) => {
  const source = text.slice(from, after);
  const inside = isEnvironment(opening) ? source : text.slice(from + opening.length, to);
  const tex = lineBefore(text, from).includes(">") ? inside.replace(QUOTED, "\n") : inside;
  return { source, tex: tex.trim(), display: isDisplay(text, opening, from, after) };
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
const closingAfter = (text, opening, from) => {
  let paragraph = from + opening.length;
  const mayHoldBlankLines = closingOf(opening) && isAtLinesEdge(text, from, opening);
  let token = tokenAfter(text, paragraph);
  while (token) {
    const { 0: found, index } = token;
    if (found === closingFor(opening)) return index;
    if (found === opening || index - from > LONGEST) return undefined;
    if (opening === "$" && /^[$`]/.test(found)) return undefined;
    if (found[0] === "\n") {
      if (!mayHoldBlankLines || isSentence(text.slice(paragraph, index))) return undefined;
      paragraph = index;
    }
    token = tokenAfter(text, index + found.length);
  }
  return text.length;
};

// What is a formula wherever it stands: GitHub's $`x`$, and chemistry's \ce{H2O} without any dollars.
const byItself = (text, from) => {
  BY_ITSELF.lastIndex = from;
  const found = BY_ITSELF.exec(text);
  return found && { source: found[0], tex: found[1] ?? found[0], display: false };
};

const half = (text, opening, from) =>
  isHalfMath(text, opening, from) ? { source: text.slice(from), tex: null, display: false } : null;

// What never closes is shown as it was written too, with all its backslashes.
const unclosed = (text, opening, from) => {
  const holdsWords = text.slice(from + opening.length).trim();
  const open = holdsWords && opening !== "$" ? half(text, opening, from) : null;
  if (opening !== "\\(" || !open) return open;
  return { ...open, source: open.source.split("\n", 1)[0] };
};

// After a pair of dollars that is no formula: its second one is not taken for the first of another.
const afterRefused = (text, opening, to) => {
  if (opening === "$") return mayOpen(text, to) ? to : to + 1;
  return opening === "$$" && !LINE_START.test(lineBefore(text, to)) ? to + 2 : undefined;
};

// The formula that begins with this token, if it does, and from where to read on.
const readFormula = (text, opening, from, growing) => {
  const found = byItself(text, from);
  if (found) return { found };
  if (!closingFor(opening)) return {};
  const to = closingAfter(text, opening, from);
  const isOpen = to === text.length || (opening === "$" && to === text.length - 1); // “$3-$” may become “$3-$4”
  if (isOpen && growing) return { found: half(text, opening, from) };
  if (to === text.length) return { found: unclosed(text, opening, from) };
  if (to === undefined) return {};
  const after = to + closingFor(opening).length;
  if (!isMath(text, opening, from, to, after)) return { next: afterRefused(text, opening, to) };
  return { found: formula(text, opening, from, to, after) };
};

export const masked = (given, growing) => {
  const text = withoutAnsiInWords(given).replace(NO_CHARACTERS, "\uFFFD");
  if (!/[$\\]/.test(text)) return { text, formulas: [] };
  const ends = codeEnds(text);
  const formulas = [];
  let out = "";
  let done = 0;
  for (let token = tokenAfter(text, 0); token; ) {
    const { 0: opening, index } = token;
    const { found, next: after } = readFormula(text, opening, index, growing);
    let next = ends.get(index) ?? after ?? index + opening.length;
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
