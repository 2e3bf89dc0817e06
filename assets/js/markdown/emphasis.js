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
const FACTOR = /[\d)）]/;
const WORD = /[a-z0-9]/i;

const isBlank = (character) => !character || BLANK.test(character);
const isWide = (character) => character > "\x7f";
const isPunctuation = (character) => PUNCTUATION.test(character);

// “**Note:**see”: the end of bold, even where no space follows. Powers (“2**(3)**2”) never open it.
const endsBold = (length, before, after) =>
  length > 1 && !isWide(before) && isPunctuation(before) && !ASCII_OPENING.test(before) && !isPunctuation(after);

// Underscores belong to names within a word; beside a bracket they do not.
const ofUnderscore = ({ opens, closes }, before, after) => ({
  opens: opens && (!closes || isBlank(before) || isPunctuation(before) || OPENING.test(after)),
  closes:
    closes && (!opens || isBlank(after) || isPunctuation(after) || (isPunctuation(before) && !OPENING.test(before))),
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
  FACTOR.test(before) && DIGIT.test(after) ? NEITHER : byPunctuation(1, before, after);

// “**甲：****乙**”: the end of one and the beginning of the next. Beside letters and digits four stars hide something:
// “138****1234”.
export const isTwice = (run, before, after) =>
  run === "****" && ![before, after].some((character) => isBlank(character) || WORD.test(character));

const NEITHER = { opens: false, closes: false };
export const ENDS = { opens: false, closes: true };
export const BEGINS = { opens: true, closes: false };

// Whether a run of `length` such marks may open, and whether it may close; "" stands for the text's ends.
export const sidesOf = (mark, length, before, after) => {
  if (mark === "*" && length > 3 && (WORD.test(before) || WORD.test(after))) return NEITHER;
  if (mark === "*" && length === 1 && (DIGIT.test(before) || DIGIT.test(after))) return ofStarByDigit(before, after);
  if (mark === "_" && length > 1 && isWide(before) && isWide(after)) return bySpace(before, after); // “是__重点__的”
  const isFree = isWide(before) || isWide(after);
  const sides = isFree ? bySpace(before, after) : byPunctuation(length, before, after);
  return mark === "_" ? ofUnderscore(sides, before, after) : sides;
};

const characterOf = (code) => (code === null ? "" : code < 0 ? " " : String.fromCharCode(code));

const decide = (run, { opens, closes }) => {
  run._open = opens;
  run._close = closes;
};

// As micromark's own, but with our sides, and four stars are two runs where they are meant so.
const ours = {
  ...attention,
  tokenize(effects, ok) {
    const before = characterOf(this.previous);
    const from = this.now();
    const ahead = this.sliceSerialize({ start: from, end: { ...from, _bufferIndex: from._bufferIndex + 5 } });
    const twice = ahead[4] !== "*" && isTwice(ahead.slice(0, 4), before, ahead[4] ?? "");
    const isSecond = before === ahead[0] && this.events.at(-1)?.[1].type === "attentionSequence";
    const limit = twice ? 2 : Infinity;
    let length = 0;
    let mark;
    const sides = (after) => {
      if (twice) return ENDS;
      return isSecond ? BEGINS : sidesOf(ahead[0], length, before, after);
    };
    const inside = (code) => {
      if (code === mark && length < limit) {
        effects.consume(code);
        length += 1;
        return inside;
      }
      decide(effects.exit("attentionSequence"), sides(characterOf(code)));
      return ok(code);
    };
    return (code) => {
      mark = code;
      effects.enter("attentionSequence");
      return inside(code);
    };
  },
};

// The construct for tildes, with our sides.
const withOurSides = (construct) => ({
  ...construct,
  tokenize(effects, ok, nok) {
    const before = characterOf(this.previous);
    let run = null;
    const watched = { ...effects, exit: (type) => (run = effects.exit(type)) };
    const decided = (code) => {
      decide(run, sidesOf("~", 2, before, characterOf(code)));
      return ok(code);
    };
    return construct.tokenize.call(this, watched, decided, nok);
  },
});

// The extension of micromark that reads stars and underscores so, and the tildes of this one.
export const emphasis = ({ text }) => ({
  text: { [STAR]: ours, [UNDERSCORE]: [specialName, ours], [TILDE]: withOurSides(text[TILDE]) },
});
