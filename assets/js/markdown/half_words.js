// What the last words of a growing text may still become, besides emphasis: an address, a picture, a special sign. A
// link shows its words before it is one; nothing else of these is shown by halves.

const HALF_SIGN = /&#?\w{0,31}$/;
const HALF_ADDRESS = /<(?:h|ht|htt|https?|m|ma|mai|mail|mailt|mailto|(?:https?|mailto):[^\s<>]*|[\w.+-]+@[\w.-]*)?$/i;
const HALF_PICTURE = /!(?:\[[^\]\n]*(?:\](?:\([^)\n]*)?)?)?$/;
const HALF_NOTE = /\[\^[^\]\s]*$/;
const HALF_LINK = /\[(?!\^|![a-z]+\]$)([^\][\n]*)(?:\](?:\([^)\n]*|\[[^\]\n]*)?)?$/i;
const ESCAPED = /(?:^|[^\\])(?:\\\\)*\\$/;
const CITED = /^\d{0,3}$/;
const INDEXED = /[\w)\]]$/; // “a[i]”

const words = (text) => {
  const found = HALF_LINK.exec(text);
  const before = text.slice(0, found?.index);
  if (!found || ESCAPED.test(before) || INDEXED.test(before)) return text;
  return before + (CITED.test(found[1]) ? "" : found[1]); // “[1” may be a source: brackets must not come and go
};

export const withoutHalves = (text) =>
  words([HALF_SIGN, HALF_ADDRESS, HALF_PICTURE, HALF_NOTE].reduce((shown, half) => shown.replace(half, ""), text));
