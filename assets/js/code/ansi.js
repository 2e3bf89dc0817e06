// Colours that a terminal's output carries as codes: shown as colours in code, left out everywhere else. Other signs
// that only a terminal can show are left out too.

const ESCAPE = new RegExp(
  [
    /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])/, // colours, and where to write next
    /\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?/, // a window's title, a link
    /\x1b[PX^_][^\x1b\n]*(?:\x1b\\)?/,
    /\x1b[ -/]*[0-OQ-WYZ\\`a-~]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);
const HALF = /(?:\x1b\[?|\x9b)[0-?]*$/; // while it streams
const OVERSTRUCK = /[^\n]\x08/g; // how a manual page is bold
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/g;

const isSpecial = (text) => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/.test(text);
const shown = (text) => text.replace(OVERSTRUCK, "").replace(UNSEEN, "");

export const withoutAnsi = (text) => (isSpecial(text) ? shown(text.replace(ESCAPE, "").replace(HALF, "")) : text);

// A fence in any item of a list or quote, closed or not. In it the codes stay: its code shows them as colours.
const FENCED =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\1[`~]*[ \t]*$|$(?![\s\S]))/gm;

export const withoutAnsiInWords = (text) => {
  if (!isSpecial(text)) return text;
  let out = "";
  let done = 0;
  for (const { 0: fence, index } of text.matchAll(FENCED)) {
    out += withoutAnsi(text.slice(done, index)) + fence;
    done = index + fence.length;
  }
  return out + withoutAnsi(text.slice(done));
};

const PLAIN = { colour: null, back: null, marks: [] };
const MARKS = { 1: "bold", 2: "dim", 3: "italic", 4: "underline", 9: "struck" };
const ENDS = { 22: ["bold", "dim"], 23: ["italic"], 24: ["underline"], 29: ["struck"] };
const LEVELS = [0, 95, 135, 175, 215, 255];

// The nearest of the eight colours that every terminal has: red counts 1, green 2, blue 4.
const nearest = (rgb) => {
  const [most, least] = [Math.max(...rgb), Math.min(...rgb)];
  if (most - least < 40) return most < 90 ? 0 : 7;
  return rgb.reduce((colour, level, bit) => colour | (level > (most + least) / 2 ? 1 << bit : 0), 0);
};

const ofPalette = (number) => {
  if (number < 16) return number % 8;
  if (number >= 232) return number < 244 ? 0 : 7;
  const at = number - 16;
  return nearest([Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((level) => LEVELS[level]));
};

// 38;5;208 and 38;2;255;128;0, taken from the front of what is left.
const extended = (rest) => {
  const kind = rest.shift();
  if (kind === 5) return ofPalette(rest.shift() ?? 7);
  return kind === 2 ? nearest(rest.splice(0, 3)) : null;
};

const changed = (look, code, rest) => {
  if (code === 0) return PLAIN;
  if (MARKS[code]) return { ...look, marks: [...new Set([...look.marks, MARKS[code]])] };
  if (ENDS[code]) return { ...look, marks: look.marks.filter((mark) => !ENDS[code].includes(mark)) };
  if (code === 38) return { ...look, colour: extended(rest) };
  if (code === 48) return { ...look, back: extended(rest) };
  if (code === 39) return { ...look, colour: null };
  if (code === 49) return { ...look, back: null };
  const [tens, colour] = [Math.floor(code / 10), code % 10];
  if (colour > 7) return look;
  if (tens === 3 || tens === 9) return { ...look, colour };
  return tens === 4 || tens === 10 ? { ...look, back: colour } : look;
};

const after = (look, parameters) => {
  const rest = parameters.split(/[;:]/).map(Number);
  let now = look;
  while (rest.length) now = changed(now, rest.shift(), rest);
  return now;
};

const classOf = ({ colour, back, marks }) =>
  [colour !== null && `ansi-${colour}`, back !== null && `ansi-on-${back}`, ...marks.map((mark) => `ansi-${mark}`)]
    .filter(Boolean)
    .join(" ");

// The text in runs of one look, or null where it carries no such codes: [{ text, look: "ansi-1 ansi-bold" }, …]
export const ansiRuns = (text) => {
  if (!/[\x1b\x9b]/.test(text)) return null;
  const runs = [];
  const add = (from, to, look) => to > from && runs.push({ text: shown(text.slice(from, to)), look: classOf(look) });
  let look = PLAIN;
  let done = 0;
  for (const { 0: found, 1: parameters, 2: kind, index } of text.matchAll(ESCAPE)) {
    add(done, index, look);
    if (kind === "m") look = after(look, parameters);
    done = index + found.length;
  }
  add(done, text.length, look);
  return runs;
};
