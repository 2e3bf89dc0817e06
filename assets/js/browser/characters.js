// Characters as people see them: a family of emoji is one sign, which is shown whole or not at all.
const MARK = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|\ufe0f)$/u; // belongs to what stands before it
const JOINER = "\u200d";
const NEXT = 2; // units of the next character: it tells whether a sign ends before it

// A browser without a segmenter (Firefox before 125) knows marks and joiners, and takes a flag for two letters.
const roughly = function* (text) {
  let sign = "";
  for (const character of text) {
    if (sign && !MARK.test(character) && !sign.endsWith(JOINER)) {
      yield sign;
      sign = "";
    }
    sign += character;
  }
  if (sign) yield sign;
};

const signsOf = function* (text) {
  if (!Intl.Segmenter) yield* roughly(text);
  else for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
};

// The first signs of a text, at most so many units long.
export const beginning = (text, length) => {
  if (text.length <= length) return text;
  let found = "";
  for (const sign of signsOf(text.slice(0, length + NEXT))) {
    if (found.length + sign.length > length) break;
    found += sign;
  }
  return found;
};
