// Formulas on lines of their own: $$…$$, \[…\], \begin{align}…\end{align}. A blank line ends everything else in a
// text, but not these; where one may go on is asked by who cuts a text into blocks, and by who reads a block.

export const LONGEST = 4000; // characters of one formula

const OF_EQUATIONS = "align alignat CD eqnarray equation flalign gather multline split".split(" ");
const OF_CELLS =
  "aligned alignedat array Bmatrix bmatrix cases dcases drcases gathered matrix pmatrix rcases smallmatrix " +
  "Vmatrix vmatrix";
const named = (names) => new RegExp(`^\\\\begin\\{(?:${names.join("|")})\\*?\\}`);
const EQUATIONS = named(OF_EQUATIONS);
const EQUATIONS_WITHIN = new RegExp(EQUATIONS.source.slice(1));
const ENVIRONMENT = named([...OF_EQUATIONS, ...OF_CELLS.split(" ")]);
const LINE_OPENING = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(\$\$|\\\[|\\begin\{[a-z]+\*?\})/i;

const LINE_END_OPENING = /(\$\$|\\\[)[ \t]*$/; // “其中：$$”

const WORDS_IN_TEX = /\\(?:text\w*|mbox|mathrm|operatorname|label|tag)\*?\s*\{[^{}]*\}|\\[a-z]+/gi;
const EASTERN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const TWO_WORDS = /(?:^|[^a-z])[a-z]{2,} +[a-z]{2,}/i;

export const isEnvironment = (opening) => ENVIRONMENT.test(opening);
export const isOfEquations = (opening) => EQUATIONS.test(opening);
export const holdsEquations = (tex) => EQUATIONS_WITHIN.test(tex);

export const closingOf = (opening) => {
  if (opening === "$$") return "$$";
  if (opening === "\\[") return "\\]";
  return isEnvironment(opening) ? opening.replace("begin", "end") : undefined;
};

// What people say to each other, and not in TeX: no formula holds that between blank lines.
export const isSentence = (paragraph) => {
  const bare = paragraph.replace(WORDS_IN_TEX, " ");
  return EASTERN.test(bare) || TWO_WORDS.test(bare);
};

const endsWithOpening = (line, opening) => line.split(opening).length % 2 === 0;

// The formula that this line opens, at its start or its end, and does not close, or null.
export const openedBy = (line) => {
  const atEnd = LINE_END_OPENING.exec(line)?.[1];
  const opening = LINE_OPENING.exec(line)?.[1] ?? (atEnd && endsWithOpening(line, atEnd) ? atEnd : undefined);
  const closing = opening && closingOf(opening);
  if (!closing) return null;
  const rest = line.slice(line.indexOf(opening) + opening.length);
  return rest.includes(closing) ? null : { opening, closing, paragraph: rest, length: rest.length };
};

// What a further line makes of an open formula: it is "open" still, "closed", or has been "none".
export const readOn = (formula, line) => {
  formula.length += line.length + 1;
  if (line.includes(formula.closing)) return "closed";
  if (line.includes(formula.opening) || formula.length > LONGEST) return "none";
  const isBlank = !/[^\s>]/.test(line);
  if (isBlank && isSentence(formula.paragraph)) return "none";
  formula.paragraph = isBlank ? "" : `${formula.paragraph}\n${line}`;
  return "open";
};
