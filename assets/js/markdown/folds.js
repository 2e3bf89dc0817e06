// <details> and its <summary>: what stands between them is cut into blocks like any other text, so a fold may hold
// lists and code and grow for long. A block is the beginning of a fold, its summary, or its end.

const OPENING = /^ {0,3}<details>[ \t]*(?=<|$)|<details>[ \t]*(?=<summary>)/i;
const MARKERS = /^[ \t]*(?:[-*+>]|\d{1,9}[.)])/;
const CLOSING = /<\/details>[ \t]*/i;
const SUMMARY = /^ {0,3}<summary>/i;
const SUMMARY_END = /<\/summary>[ \t]*/i;
const LONGEST_SUMMARY = 1000; // characters
const DEEPEST = 20; // folds within folds

const splitAt = (line, pattern) => {
  const found = pattern.exec(line);
  return found && [line.slice(0, found.index), line.slice(found.index + found[0].length)];
};

const isInCode = (before) => before.split("`").length % 2 === 0;

// A fold within an item or a quote is for nested_folds.js.
const isOfItem = ({ items }, line) => items.length > 0 && /^[ \t]/.test(line);

const tagIn = (state, line) => {
  const opening =
    state.folds < DEEPEST && !MARKERS.test(line) && !isOfItem(state, line) ? splitAt(line, OPENING) : null;
  if (opening && !isInCode(opening[0])) return { fold: "open", before: opening[0], after: opening[1] };
  const closing = state.folds > 0 && !isOfItem(state, line) ? splitAt(line, CLOSING) : null;
  return closing && !isInCode(closing[0]) ? { fold: "close", before: closing[0], after: closing[1] } : null;
};

const summaryOf = (text) => ({ fold: "summary", pieces: [{ text, gap: "" }] });

const readSummary = (state, line, { readText, readLine }) => {
  const [end, after] = splitAt(line, SUMMARY_END) ?? [];
  state.summary += end ?? `${line}\n`;
  if (end === undefined && state.summary.length < LONGEST_SUMMARY) return;
  const summary = summaryOf(state.summary.trim());
  state.summary = null;
  if (end === undefined) readText(state, `<summary>${summary.pieces[0].text}`);
  else {
    state.sealed.push(summary);
    state.texts.push(...summary.pieces);
    if (after.trim()) readLine(state, after);
  }
};

const beginSummary = (state, line, reading) => {
  state.summary = "";
  readSummary(state, line.replace(SUMMARY, ""), reading);
};

const readTag = (state, { fold, before, after }, { seal, readText, readLine }) => {
  if (before.trim()) readText(state, before);
  seal(state);
  state.sealed.push({ fold });
  state.folds += fold === "open" ? 1 : -1;
  state.awaitsSummary = fold === "open";
  if (after.trim()) readLine(state, after);
};

// Whether the line was one of a fold, and has been read.
export const readFold = (state, line, reading) => {
  const mayBeSummary = state.awaitsSummary && SUMMARY.test(line);
  const tag = state.summary === null && !mayBeSummary ? tagIn(state, line) : null;
  if (line.trim()) state.awaitsSummary = false;
  if (state.summary !== null) readSummary(state, line, reading);
  else if (mayBeSummary) beginSummary(state, line, reading);
  else if (tag) readTag(state, tag, reading);
  else return false;
  return true;
};

// The summary that has not ended yet.
export const openSummary = ({ summary }) => (summary === null ? null : summaryOf(summary.trim()));

const newFold = (at) => ({ key: `fold-${at}`, summary: null, parts: [] });

// The blocks as they stand on the page: runs of at most `most` of them, and folds, which hold runs and folds.
export const nested = (blocks, most) => {
  const top = newFold(0);
  const open = [top];
  blocks.forEach((block, at) => {
    const { parts } = open.at(-1);
    const run = parts.at(-1);
    if (block.fold === "open") open.push(parts[parts.push(newFold(at)) - 1]);
    else if (block.fold === "summary") open.at(-1).summary = block;
    else if (block.fold === "close") open.pop();
    else if (run?.blocks && run.blocks.length < most) run.blocks.push(block);
    else parts.push({ from: at, blocks: [block] });
  });
  return top.parts;
};
