// Where a run of stars, underscores or tildes may begin and end emphasis. CommonMark asks for a space between a
// word and a bracket or quote that stands just inside the marks; Chinese, Japanese and Korean have no spaces, so
// beside anything that is not ASCII only white space decides.
import { attention } from "micromark-core-commonmark";
import { specialName } from "./special_names";

const STAR = 42;
const UNDERSCORE = 95;
const TILDE = 126;

const BLANK = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const OPENING = /[\p{Ps}\p{Pi}]/u;
const ASCII_OPENING = /[([{<]/;
const DIGIT = /\d/;

const isBlank = (character) => !character || BLANK.test(character);
const isWide = (character) => character > "\x7f";
const isPunctuation = (character) => PUNCTUATION.test(character);

// “**Note:**see”: the end of bold, even where no space follows. Powers (“2**(3)**2”) never open it.
const endsBold = (length, before, after) =>
  length > 1 && !isWide(before) && isPunctuation(before) && !ASCII_OPENING.test(before) && !isPunctuation(after);

// Underscores belong to names within a word; beside a bracket they do not.
const ofUnderscore = ({ opens, closes }, before, after) => ({
  opens: opens && (!closes || isBlank(before) || isPunctuation(before) || OPENING.test(after)),
  closes: closes && (!opens || isBlank(after) || isPunctuation(after) || (isPunctuation(before) && !OPENING.test(before))),
});

const bySpace = (before, after) => ({ opens: !isBlank(after), closes: !isBlank(before) });

const byPunctuation = (length, before, after) => ({
  opens: !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before)),
  closes:
    !isBlank(before) &&
    (!isPunctuation(before) || isBlank(after) || isPunctuation(after) || endsBold(length, before, after)),
});

// A single star beside a digit may multiply: “2*3*4”, “2*（3+4）*5”.
const ofStarByDigit = (before, after) =>
  DIGIT.test(before) && DIGIT.test(after) ? { opens: false, closes: false } : byPunctuation(1, before, after);

// Whether a run of `length` such marks may open, and whether it may close; "" stands for the text's ends.
export const sidesOf = (mark, length, before, after) => {
  if (mark === "*" && length === 1 && (DIGIT.test(before) || DIGIT.test(after))) return ofStarByDigit(before, after);
  if (mark === "_" && length > 1 && isWide(before) && isWide(after)) return bySpace(before, after); // “是__重点__的”
  const isFree = isWide(before) || isWide(after);
  const sides = isFree ? bySpace(before, after) : byPunctuation(length, before, after);
  return mark === "_" ? ofUnderscore(sides, before, after) : sides;
};

const characterOf = (code) => (code === null ? "" : code < 0 ? " " : String.fromCharCode(code));

// micromark's own construct, with our sides for each of its runs.
const withOurSides = (construct) => ({
  ...construct,
  tokenize(effects, ok, nok) {
    const before = characterOf(this.previous);
    let run = null;
    const watched = { ...effects, exit: (type) => (run = effects.exit(type)) };
    const decided = (code) => {
      const mark = this.sliceSerialize(run);
      const { opens, closes } = sidesOf(mark[0], mark.length, before, characterOf(code));
      run._open = opens;
      run._close = closes;
      return ok(code);
    };
    return construct.tokenize.call(this, watched, decided, nok);
  },
});

const ours = withOurSides(attention);

// The extension of micromark that reads stars and underscores so, and the tildes of this one.
export const emphasis = ({ text }) => ({
  text: { [STAR]: ours, [UNDERSCORE]: [specialName, ours], [TILDE]: withOurSides(text[TILDE]) },
});
