// What is read aloud of a reply: its sentences, one after the other, each with its language. Code, tables and
// formulas stand in it as one word each. While a text grows, what was found of it stays as it was.
const LONGEST = 300; // characters; a longer sentence is cut at a comma
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const TABLE = /^\s*\|/;
const DISPLAY = /^\s*(\$\$|\\\[)/;
const ENDS = /[。！？!?…；][”’"'」』）)]*|\.[”’"')]*(?=\s|$)/g;
const NO_END = /(?:^|[\s(])(?:[A-Za-z]|\d+|Dr|Mr|Mrs|Ms|Prof|St|vs|etc|e\.g|i\.e|No|Fig|approx)\.$/;

const HAN = /[\u3400-\u9fff]/;
export const languageOf = (text) => (HAN.test(text) ? "zh-CN" : "en-US");

// A line without what only eyes need: marks of headings and lists, emphasis, addresses, pictures.
const spoken = (line, words) =>
  line
    .replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)+/, "")
    .replace(/\$[^$\n]+\$|\\\([^\n]*?\\\)/g, ` ${words.formula} `)
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[\^[^\]]*\]/g, "")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/https?:\/\/\S+/g, "")
    .replace(/<[^>\n]+>/g, "")
    .replace(/(\*\*|__|~~|`)(.*?)\1/g, "$2")
    .replace(/(^|[\s(])[*_](\S.*?)[*_](?=[\s).,!?]|$)/g, "$1$2")
    .replace(/\s+/g, " ")
    .trim();

const cut = (sentence) => {
  const pieces = [];
  let left = sentence;
  while (left.length > LONGEST) {
    const at = Math.max(...["，", "、", ", ", "；", " "].map((sign) => left.lastIndexOf(sign, LONGEST - 1)));
    const end = at > LONGEST / 3 ? at + 1 : LONGEST;
    pieces.push(left.slice(0, end).trim());
    left = left.slice(end);
  }
  return [...pieces, left.trim()].filter((piece) => /[\p{L}\p{N}]/u.test(piece));
};

// Where the sentences of a line end, as places in it.
const endsOf = (line) =>
  [...line.matchAll(ENDS)]
    .map((found) => [found.index + found[0].length, line.slice(0, found.index + 1)])
    .filter(([, before]) => !NO_END.test(before))
    .map(([end]) => end);

const sentencesOf = (line) => {
  const places = [0, ...endsOf(line), line.length];
  return places.slice(1).flatMap((end, at) => cut(line.slice(places[at], end)));
};

// Of a line that still grows, as much as cannot change any more: whole sentences, with no mark open in them.
const settled = (line) => {
  if (/^\s*(?:[`~|$\\<]|$)/.test(line)) return "";
  const open = ["`", "$", "**"]
    .filter((mark) => line.split(mark).length % 2 === 0)
    .map((mark) => line.lastIndexOf(mark));
  const link = line.match(/!?\[[^\]]*(?:\]\([^)]*)?$/);
  const safe = line.slice(0, Math.min(line.length, ...open, link ? link.index : line.length));
  const ends = endsOf(safe).filter((end) => end < line.length);
  return safe.slice(0, ends.at(-1) ?? 0);
};

// The passages of a text; `words` has those for `code`, `table` and `formula`, `isWhole` says that no more comes.
export const passagesOf = (text, words, isWhole) => {
  const lines = text.split("\n");
  const growing = isWhole ? "" : lines.pop();
  const found = [];
  const leftOut = (word) => found.push({ text: word, lang: languageOf(word) });
  let block = null; // {kind, end}: what is left out now, and the line with which it ends
  for (const line of lines) {
    if (block?.end) {
      if (block.end.test(line)) block = null;
      continue;
    }
    const fence = line.match(FENCE);
    const display = line.match(DISPLAY);
    if (fence) {
      block = { end: new RegExp(`^\\s{0,3}${fence[1][0]}{${fence[1].length},}\\s*$`) };
      leftOut(words.code);
    } else if (display) {
      const end = display[1] === "$$" ? /\$\$\s*$/ : /\\\]\s*$/;
      block = line.trim().length > 2 && end.test(line.trim().slice(2)) ? null : { end };
      leftOut(words.formula);
    } else if (TABLE.test(line)) {
      if (!block) leftOut(words.table);
      block = { end: null };
    } else {
      block = null;
      for (const sentence of sentencesOf(spoken(line, words)))
        found.push({ text: sentence, lang: languageOf(sentence) });
    }
  }
  const rest = growing && !block?.end ? spoken(settled(growing), words) : "";
  return [...found, ...sentencesOf(rest).map((sentence) => ({ text: sentence, lang: languageOf(sentence) }))];
};
