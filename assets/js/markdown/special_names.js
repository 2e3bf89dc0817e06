// Names that a language spells with two underscores at both ends: “__init__” is no bold “init”. A name of several
// words (“__init_subclass__”) and a member (“x.__y__”) are such names without being known.
import NAMES from "./special_names.json" with { type: "json" };

const UNDERSCORE = 95;
const SPELLED = /__([a-zA-Z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)*)__(?!\w)/y;
const HALF = /__([a-zA-Z]\w*)$/y;

const isKnown = (name, before) =>
  before === "." || name.includes("_") || NAMES.includes(name) || NAMES.includes(name.toLowerCase());

// The special name that begins at `at`, or “”; in a text that grows also the half of one.
export const specialNameAt = (text, at, growing) => {
  const before = text[at - 1] ?? "";
  if (/\w/.test(before)) return "";
  SPELLED.lastIndex = at;
  const spelled = SPELLED.exec(text);
  if (spelled) return isKnown(spelled[1], before) ? spelled[0] : "";
  HALF.lastIndex = at;
  const half = growing && HALF.exec(text);
  return half && NAMES.some((name) => `${name}__`.startsWith(half[1])) ? half[0] : "";
};

const isWordCode = (code) =>
  code === UNDERSCORE || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

// A micromark construct: such a name is text.
export const specialName = {
  name: "specialName",
  tokenize(effects, ok, nok) {
    const before = this.previous > 0 ? String.fromCharCode(this.previous) : "";
    const inside = (code) => {
      if (isWordCode(code)) {
        effects.consume(code);
        return inside;
      }
      const word = this.sliceSerialize(effects.exit("data"));
      return specialNameAt(before + word, before.length, false) === word ? ok(code) : nok(code);
    };
    return (code) => {
      effects.enter("data");
      return inside(code);
    };
  },
};
