// Cuts a growing markdown text into blocks: sealed ones, which no later text can change, and the tail.
// Only what has come since the last cut is read again.

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/;
const HALF_OPENING = /^ {0,3}(`{1,2}|`{3,}[^`\s]*|~{3,}[^~\s]*)$/;
const HALF_CLOSING = /^ {0,3}(`+|~+)\s*$/;
const ITEM = /^ {0,3}([-*+]|\d+[.)])\s/;

const empty = () => ({ text: "", read: 0, sealed: [], lines: [], isList: false, fence: null, tail: null });

// A block may be cut at a blank line where the next line begins anew: not inside a fence, not before an
// indented line (it may continue a list item), not between the items of one list.
const beginsAnew = (state, line) => /^\S/.test(line) && !(state.isList && ITEM.test(line));

const isClosing = (line, mark) => {
  const found = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line);
  return Boolean(found) && found[1][0] === mark[0] && found[1].length >= mark.length;
};

const seal = (state) => {
  const text = state.lines.join("\n");
  if (text.trim()) state.sealed.push({ text });
  state.lines = [];
  state.isList = false;
};

const openFence = (state, [, mark, language]) => {
  seal(state);
  state.fence = { mark, language, code: [] };
};

const closeFence = (state) => {
  const { language, code } = state.fence;
  state.sealed.push({ fence: { language, code: code.join("\n"), closed: true } });
  state.fence = null;
};

const readLine = (state, line) => {
  if (state.fence) {
    if (isClosing(line, state.fence.mark)) closeFence(state);
    else state.fence.code.push(line);
    return;
  }
  const opening = FENCE.exec(line);
  if (opening) {
    openFence(state, opening);
    return;
  }
  const afterBlank = state.lines.length > 0 && state.lines[state.lines.length - 1].trim() === "";
  if (afterBlank && beginsAnew(state, line)) seal(state);
  state.isList ||= ITEM.test(line);
  state.lines.push(line);
};

// The last line may be half a fence: it is not shown until it is known for what it is.
const tailOf = (state, unfinished) => {
  if (state.fence) {
    const { mark, language, code } = state.fence;
    const lines = HALF_CLOSING.test(unfinished) ? code : [...code, unfinished];
    return { fence: { language, code: lines.join("\n"), closed: isClosing(unfinished, mark) } };
  }
  const text = [...state.lines, HALF_OPENING.test(unfinished) ? "" : unfinished].join("\n");
  return text.trim() ? { text } : null;
};

export const grown = (before, text) => {
  if (before && before.text === text) return before;
  const state = before && text.startsWith(before.text) ? before : empty();
  let end;
  while ((end = text.indexOf("\n", state.read)) !== -1) {
    readLine(state, text.slice(state.read, end));
    state.read = end + 1;
  }
  state.text = text;
  state.tail = tailOf(state, text.slice(state.read));
  return { ...state };
};
