// Cuts a growing markdown text into blocks: sealed ones, which no later text can change, and the tail.
// Only what has come since the last cut is read again. A block is a text, a fence, or a footnote.
import { openedBy, readOn } from "./display_math";

// Each pattern fails or matches in one pass: a hostile line must not cost more than its length.
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S*)/;
const HALF_OPENING = /^ {0,3}(`{1,2}|`{3,}[^`\s]*|~{3,}[^~\s]*)$/;
const HALF_CLOSING = /^ {0,3}(`+|~+)\s*$/;
const ITEM = /^ {0,3}([-*+]|\d+[.)])\s/;
const NOTE = /^ {0,3}\[\^([^\][\s]{1,100})\]:[ \t]?/;
const NOTE_INDENT = /^(?: {1,4}|\t)/gm;

const empty = () => ({ text: "", read: 0, sealed: [], lines: [], isList: false, formula: null, fence: null, tail: null });

// A block may be cut at a blank line where the next line begins anew: not inside a fence, not before an
// indented line (it may continue a list item), not between the items of one list. A footnote is its own block.
const beginsAnew = (state, line) => /^\S/.test(line) && !(state.isList && ITEM.test(line));

const isClosing = (line, mark) => {
  const found = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line);
  return Boolean(found) && found[1][0] === mark[0] && found[1].length >= mark.length;
};

const textBlock = (lines) => {
  const text = lines.join("\n");
  if (!text.trim()) return null;
  const note = NOTE.exec(lines[0]);
  if (!note) return { text };
  return { note: note[1].toLowerCase(), text: text.slice(note[0].length).replace(NOTE_INDENT, "") };
};

const seal = (state) => {
  const block = textBlock(state.lines);
  if (block) state.sealed.push(block);
  state.lines = [];
  state.isList = false;
  state.formula = null;
};

const openFence = (state, [, indent, mark, language]) => {
  if (state.formula) readAsText(state);
  seal(state);
  state.fence = { indent: new RegExp(`^ {0,${indent.length}}`), mark, language, code: [] };
};

const closeFence = (state) => {
  const { language, code } = state.fence;
  state.sealed.push({ fence: { language, code: code.join("\n"), closed: true } });
  state.fence = null;
};

const readCode = (state, line) => {
  if (isClosing(line, state.fence.mark)) closeFence(state);
  else state.fence.code.push(line.replace(state.fence.indent, ""));
};

// A formula on its own lines stays whole, blank lines and all. What turns out to be none is read again as text.
const readFormula = (state, line) => {
  state.lines.push(line);
  const now = readOn(state.formula, line);
  if (now === "closed") state.formula = null;
  if (now === "none") readAsText(state);
};

const readAsText = (state) => {
  const [first, ...rest] = state.lines.splice(state.formula.from);
  readText(state, first);
  state.formula = null;
  rest.forEach((line) => (state.formula ? readFormula : readText)(state, line));
};

const readText = (state, line) => {
  const afterBlank = state.lines.length > 0 && state.lines[state.lines.length - 1].trim() === "";
  if ((afterBlank && beginsAnew(state, line)) || NOTE.test(line)) seal(state);
  state.isList ||= ITEM.test(line);
  const formula = openedBy(line);
  if (formula) state.formula = { ...formula, from: state.lines.length };
  state.lines.push(line);
};

const readLine = (state, line) => {
  if (state.fence) {
    readCode(state, line);
    return;
  }
  const opening = FENCE.exec(line);
  if (opening) openFence(state, opening);
  else (state.formula ? readFormula : readText)(state, line);
};

// While the text grows its last line may be half a fence: it is not shown until it is known for what it is.
const tailOf = (state, unfinished, growing) => {
  if (state.fence) {
    const { indent, mark, language, code } = state.fence;
    const closed = isClosing(unfinished, mark);
    const isHidden = closed || (growing && HALF_CLOSING.test(unfinished));
    const lines = isHidden ? code : [...code, unfinished.replace(indent, "")];
    return { fence: { language, code: lines.join("\n"), closed } };
  }
  return textBlock([...state.lines, growing && HALF_OPENING.test(unfinished) ? "" : unfinished]);
};

export const grown = (before, text, growing) => {
  if (before && before.text === text && before.growing === growing) return before;
  const state = before && text.startsWith(before.text) ? before : empty();
  let end;
  while ((end = text.indexOf("\n", state.read)) !== -1) {
    readLine(state, text.slice(state.read, end));
    state.read = end + 1;
  }
  const unfinished = text.slice(state.read);
  if (!state.fence && NOTE.test(unfinished)) seal(state);
  state.text = text;
  state.tail = tailOf(state, unfinished, growing);
  return { ...state, growing };
};
