// What two dollars on one line are: a formula, or money, or a shell's variables.

const SIGN = /[\\^_={}<>+]/;
const WORD = /[a-z]{2,}/;
const GAP = /[\s,;]/;
const TWO_WORDS = /(?:^|[^\\a-z])[a-z]{2,} +[a-z]{2,}/i;
const EASTERN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const LETTER = /[a-z0-9]/i;
const ORDINAL = /^(?:th|st|nd|rd|s)\b/;
const SCRIPTS = /^(?:[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-z]+|[^\s{}\\]))+$/i; // the 2 of H$_2$O
const RELATION = /^[<>=≤≥≠≈±×÷·]+$/; // n$=$10
const ONLY_TEX = /\\(?:[a-z]|[%,;:!{}|])|\^[{\\\w+*-]|_\{/i;
const OF_A_SHELL = /^\w{2,}[\\/:;.]/; // HOME\bin
const SPACED = /^[ \t].*[ \t]$/;
const BEGINS_LATE = /^[，。；：、）】」！？]/;
const ENDS_EARLY = /(?:^|[^_^])[-/:=,(&]$/;

export const hasSign = (tex) => SIGN.test(tex);

export const isProse = (tex) => {
  if (SIGN.test(tex)) return !tex.includes("\\") && TWO_WORDS.test(tex);
  return EASTERN.test(tex) || (WORD.test(tex) && GAP.test(tex));
};

const isOnlyTex = (tex) => SCRIPTS.test(tex) || RELATION.test(tex) || (ONLY_TEX.test(tex) && !OF_A_SHELL.test(tex));

const isGlued = (before, after) => LETTER.test(before) || (/^[\w{]/.test(after) && !ORDINAL.test(after));

// “$ x $”: between spaces stand sums of money too, so it has to look like a formula and they must not be near.
const isSpacedFormula = (text, from, to) => {
  const tex = text.slice(from + 1, to).trim();
  if (/[\\^_]/.test(tex)) return true;
  const [before, after] = [text.slice(Math.max(0, from - 3), from), text.slice(to + 1, to + 5)];
  const isNearMoney = /\d\s*$/.test(before) || /^\s*\d/.test(after);
  return !isNearMoney && (/^[a-z]$/i.test(tex) || SIGN.test(tex));
};

// “US$5”, “$5 and $10”, “$3-$4”, “$HOME/bin:$PATH” are no formulas; “$n$th”, “CO$_2$”, “25$^\circ$C” are.
export const isDollarFormula = (text, from, to) => {
  const tex = text.slice(from + 1, to);
  const after = text.slice(to + 1, to + 5);
  const isSpaced = SPACED.test(tex);
  if (tex.includes("\n") || isProse(tex.trim()) || (!isSpaced && /^\s|\s$/.test(tex))) return false;
  if (isGlued(text[from - 1] ?? "", after)) return isOnlyTex(tex.trim());
  if (isSpaced) return isSpacedFormula(text, from, to);
  return !BEGINS_LATE.test(tex) && !ENDS_EARLY.test(tex) && !(tex.startsWith("(") && after.startsWith("("));
};

// Whether the second dollar of a pair that is no formula may be the first of one: “$5 and $x$”, not “$k$NN”.
export const mayOpen = (text, at) => {
  const before = text[at - 1] ?? "";
  const after = text[at + 1] ?? "";
  if (/\s/.test(after)) return /\s/.test(before);
  if (!after || /[.,;:!?)，。；：、）！？]/.test(after)) return false;
  return !LETTER.test(before) || /[\\_^]/.test(after);
};

// What may become one: it is shown as it was written.
export const isHalfDollarFormula = (tex) =>
  /^[ \t]?(?:\d[\d.]*(?=[a-z\\^_({]))?[^\s\d$][^\n]*$/i.test(tex) && (/[\\^_]/.test(tex) || tex.endsWith("$"));
