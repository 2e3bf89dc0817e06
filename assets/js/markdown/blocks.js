// Cuts a growing markdown text into blocks: sealed ones, which no later text can change, and the tail. Only what has
// come since the last cut is read again. A block is a text, a fence, a footnote, or an end of a fold; a long text is cut
// into pieces, each of which is read once.

import { openedBy, readOn } from "../formulas/display_math";
import { begins, isHeadingOf, isHeadOf, kindOf, NOTE } from "./beginnings";
import { cutLine, isLong, isPlaceToCut } from "./cuts";
import {
  announcesCode,
  fenceOf,
  gluedClosing,
  inQuotedFence,
  isClosing,
  isSample,
  opensNested,
  outdented,
} from "./fences";
import { openSummary, readFold } from "./folds";
import { settled } from "./half_line";
import { indentOf, itemSign, itemsOfFence, placed } from "./items";

const NOTE_INDENT = /^(?: {1,4}|\t)/gm;

const newBlock = () => ({
  kind: "",
  lines: [],
  size: 0, // characters of these lines
  pieces: [], // of the same block, cut off already
  gap: "", // what stands between the last of them and these lines
  items: [], // the open items of a list
  head: [], // a table's head and delimiters
  tried: 0, // characters of the growing line in which no place to cut was found
  afterBlank: false,
  formula: null,
});

const noFold = { folds: 0, summary: null, awaitsSummary: false };

const empty = () => ({
  ...newBlock(),
  ...noFold,
  text: "",
  read: 0,
  sealed: [],
  texts: [],
  within: false,
  fence: null,
  tail: [],
});

const noteOf = (text) => {
  const [opening, label] = NOTE.exec(text);
  return { note: label.toLowerCase(), text: text.slice(opening.length).replace(NOTE_INDENT, "") };
};

// Code at the end of a piece is complete as it is, for all its signs.
const pieceOf = ({ lines, gap, fence }) => ({
  text: lines.join("\n"),
  gap,
  inCode: Boolean(fence) || inQuotedFence(lines),
});

const blockOf = (state) => {
  const last = pieceOf(state);
  const pieces = last.text.trim() ? [...state.pieces, last] : state.pieces;
  if (pieces.length === 0) return null;
  return state.kind === "note" ? noteOf(last.text) : { pieces };
};

// What is read for references: a footnote, or each piece of a text.
export const textsOf = (block) => (block.note === undefined ? (block.pieces ?? []) : [block]);

const seal = (state) => {
  const block = blockOf(state);
  if (block) {
    state.sealed.push(block);
    state.texts.push(...textsOf(block).slice(state.pieces.length));
  }
  Object.assign(state, newBlock());
};

// What has come of a long block is a piece of its own from here on.
const cut = (state, gap) => {
  const piece = pieceOf(state);
  state.pieces = [...state.pieces, piece];
  state.texts.push(piece);
  Object.assign(state, { lines: [...state.head], size: 0, gap });
};

const push = (state, line) => {
  state.lines.push(line);
  state.size += line.length + 1;
  Object.assign(state, { afterBlank: false, tried: 0 });
};

const closeFence = (state) => {
  const { language, code, inList, margin, written } = state.fence;
  if (inList) push(state, margin + written);
  else state.sealed.push({ fence: { language, code: code.join("\n"), closed: true } });
  state.fence = null;
};

// The words before a fence, where it does not stand alone. A fence that is the first of its item stays in its line.
const readBefore = (state, line, { kind, before }) => {
  if (kind === "alone") return;
  readText(state, kind === "first" ? line : before);
  if (kind === "first" && state.items.length === 0) state.lines.splice(-1, 1, before);
};

// In a list the code stays in its item; elsewhere a fence is a block of its own.
const openFence = (state, line, opening) => {
  const { kind, indent, mark, language } = opening;
  if (state.formula) readAsText(state);
  readBefore(state, line, opening);
  const above = state.lines.findLast((each) => each.trim()) ?? "";
  const items = itemsOfFence(state.items, opening, !state.afterBlank || announcesCode(above));
  const inList = items.length > 0;
  const margin = " ".repeat(items.at(-1)?.column ?? 0);
  const written = isSample(opening) ? mark + mark : mark; // in a list: longer than the fences in it
  if (!inList) seal(state);
  else if (kind === "first") state.lines.push(state.lines.pop().replace(mark, written));
  else push(state, margin + written + language);
  state.items = items;
  state.fence = { indent, mark, written, language, inList, margin, code: [], last: "", depth: 0, isWaiting: false };
  if (kind !== "alone") state.fence.indent = items.at(-1)?.content ?? 0;
};

// Code that is indented less than its fence keeps its shape: the first line says how much is taken off each.
const pushCode = (state, line) => {
  const { fence } = state;
  if (!fence.isBegun && line.trim())
    Object.assign(fence, { isBegun: true, indent: Math.min(fence.indent, indentOf(line)) });
  const { indent, inList, margin, code } = fence;
  if (line.trim() && indentOf(line) < (state.items.at(-1)?.content ?? 0)) fence.hasLeft = true;
  const own = outdented(line, indent);
  if (inList) push(state, own && margin + own);
  else code.push(own);
  fence.last = own;
};

// A sample of markdown may hold fences of its own. One that says no language may also be the end of the sample: it
// is, unless it is announced and code follows at once.
const readFenceInSample = (state, line) => {
  const { fence } = state;
  if (opensNested(line, fence)) fence.depth += 1;
  else if (fence.depth > 0) fence.depth -= 1;
  else if (!fence.last.trim() || announcesCode(fence.last)) {
    fence.isWaiting = true;
    return;
  } else {
    closeFence(state);
    return;
  }
  pushCode(state, line);
};

const decideWaiting = (state, line) => {
  state.fence.isWaiting = false;
  if (!line.trim()) {
    closeFence(state);
    return;
  }
  state.fence.depth = 1;
  pushCode(state, state.fence.mark);
};

const readClosing = (state, line) => {
  const [code, words] = gluedClosing(line, state.fence) ?? [line, null];
  if (code !== null) pushCode(state, code);
  if (words === null) return;
  const { margin } = state.fence;
  closeFence(state);
  if (words) readText(state, margin + words);
};

// The next item of a list ends code whose end was forgotten, if all of the code stands in its item.
const isBehindItem = ({ fence, items }, line) => {
  if (!fence.inList || !fence.isBegun || fence.hasLeft) return false;
  const indent = indentOf(line);
  return items.some(({ marker, sign }) => marker === indent && sign === itemSign(line));
};

const readCode = (state, line) => {
  if (state.fence.isWaiting) decideWaiting(state, line);
  const { fence } = state;
  if (!fence) readText(state, line);
  else if (isBehindItem(state, line)) {
    closeFence(state);
    readLine(state, line);
  } else if (isSample(fence) && (isClosing(line, fence) || opensNested(line, fence))) readFenceInSample(state, line);
  else if (isClosing(line, fence)) closeFence(state);
  else readClosing(state, line);
};

// The row above a table's delimiters is its head, and the end of whatever stood above that.
const beginTable = (state, line) => {
  const head = state.lines.pop();
  seal(state);
  Object.assign(state, { kind: "table", head: [head, line] });
  push(state, head);
};

const readWords = (state, given) => {
  if (state.lines.length > 0 && begins(state, given)) seal(state);
  if (state.lines.length === 0) state.kind = kindOf(given);
  const isHeading = isHeadingOf(state, given);
  if (isHeadOf(state, given)) beginTable(state, given);
  const { items, line } =
    state.kind === "list" ? placed(state.items, given, state.afterBlank) : { items: [], line: given };
  state.items = items;
  if (isPlaceToCut(state, line)) cut(state, "\n");
  const formula = openedBy(line);
  if (formula) state.formula = { ...formula, from: state.lines.length };
  push(state, line);
  if (isHeading) seal(state);
};

// A formula on its own lines stays whole, blank lines and all. What turns out to be none is read again as text.
const readFormula = (state, line) => {
  push(state, line);
  const now = readOn(state.formula, line);
  if (now === "closed") state.formula = null;
  if (now === "none") readAsText(state);
};

const readAsText = (state) => {
  const [first, ...rest] = state.lines.splice(state.formula.from);
  state.formula = null;
  readWords(state, first);
  state.formula = null;
  rest.forEach((line) => (state.formula ? readFormula : readText)(state, line));
};

const readText = (state, line) => {
  if (state.within) push(state, line);
  else if (line.trim()) readWords(state, line);
  else if (state.lines.length > 0) Object.assign(state, { afterBlank: Boolean(state.lines.push("")) });
  state.within = false;
};

// As much of a line as can be cut off is read; the rest of it is handed back.
const readLong = (state, line) => {
  let rest = line;
  if (isLong(line) && !state.within && state.lines.length > 0 && begins(state, line)) seal(state);
  for (let at = cutLine(state, rest); at > 0; at = cutLine(state, rest)) {
    readText(state, rest.slice(0, at));
    cut(state, /\s$/.test(rest.slice(0, at)) ? " " : "");
    state.within = true;
    rest = rest.slice(at);
  }
  return rest;
};

const readLine = (state, given) => {
  if (state.fence) {
    readCode(state, given);
    return;
  }
  if (!state.formula && !state.within && readFold(state, given, { seal, readText, readLine })) return;
  const line = state.formula ? given : readLong(state, given);
  const opening = fenceOf(line);
  if (opening && (opening.indent < 4 || state.items.length > 0)) openFence(state, line, opening);
  else (state.formula ? readFormula : readText)(state, line);
};

const openBlock = (state) => {
  if (!state.fence || state.fence.inList) return openSummary(state) ?? blockOf(state);
  const { language, code } = state.fence;
  return { fence: { language, code: code.join("\n"), closed: false } };
};

// The blocks that are not sealed yet, as if the text ended here. While it grows, what its last line may still become
// is left open: it is not shown until it is known for what it is.
const tailOf = (state, unfinished, growing) => {
  const { lines, line } = growing ? settled(state, unfinished) : { lines: state.lines, line: unfinished };
  const fence = state.fence && { ...state.fence, code: [...state.fence.code] };
  const formula = state.formula && { ...state.formula };
  const ahead = { ...state, lines: [...lines], fence, formula, sealed: [], texts: [] };
  if (line) readLine(ahead, line);
  if (ahead.fence?.isWaiting && !growing) closeFence(ahead);
  return [...ahead.sealed, openBlock(ahead)].filter(Boolean);
};

const withoutReturn = (line) => (line.endsWith("\r") ? line.slice(0, -1) : line);

export const grown = (before, text, growing) => {
  if (before && before.text === text && before.growing === growing) return before;
  const state = before && text.startsWith(before.text) ? before : empty();
  for (let end = text.indexOf("\n", state.read); end !== -1; end = text.indexOf("\n", state.read)) {
    readLine(state, withoutReturn(text.slice(state.read, end)));
    state.read = end + 1;
  }
  const unfinished = withoutReturn(text.slice(state.read));
  const rest = state.fence || state.formula ? unfinished : readLong(state, unfinished);
  state.read += unfinished.length - rest.length;
  state.text = text;
  state.tail = tailOf(state, rest, growing);
  return { ...state, growing };
};
