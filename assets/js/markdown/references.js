// Footnotes and the addresses of reference links: they may stand in any block of a text and be used in any other.
// A sealed text is read once.
import { definition } from "micromark-core-commonmark";

const LABEL = /\[((?:[^[\]\\]|\\.){1,200})\]/g;
const ADDRESS =
  /^ {0,3}\[((?:[^[\]\\^]|\\.)(?:[^[\]\\]|\\.){0,199})\]:[ \t]*<?(?:https?:\/\/|mailto:)[^\s<>]+>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/gim;
const CODE = /`[^`\n]*`/g;
const MOST = 500; // footnotes and addresses of one message

const BRACKET = 91;
const LONGEST = 2000; // characters of a line with an address

const isAddress = (line) => line.search(ADDRESS) === 0;

// An extension of micromark: “[注]: 说明” and “[Q]: What?” are text, which a definition would take away; only an address
// is one.
export const onlyAddresses = {
  disable: { null: ["definition"] },
  contentInitial: {
    [BRACKET]: {
      ...definition,
      name: "address",
      tokenize(effects, ok, nok) {
        const from = this.now();
        const line = this.sliceSerialize({ start: from, end: { ...from, _bufferIndex: from._bufferIndex + LONGEST } });
        return isAddress(line) ? definition.tokenize.call(this, effects, ok, nok) : nok;
      },
    },
  },
};

const normal = (label) => label.trim().toLowerCase().replace(/\s+/g, " ");

const labelsIn = (text) => {
  if (!text.includes("[")) return null;
  return new Set(Array.from(text.replace(CODE, "").matchAll(LABEL), (found) => normal(found[1])));
};

const newBook = (texts) => ({
  texts,
  read: 0,
  notes: [],
  cited: new Set(),
  addresses: new Map(),
  labels: new WeakMap(),
});

const addNote = (book, block) => {
  const isNew = !book.notes.some((note) => note.note === block.note);
  if (isNew && book.notes.length < MOST) book.notes.push(block);
};

const addAddresses = (book, text) => {
  for (const [line, label] of text.matchAll(ADDRESS)) {
    const name = normal(label);
    if (book.addresses.size < MOST && !book.addresses.has(name)) book.addresses.set(name, line.trim());
  }
};

const addText = (book, block) => {
  const labels = labelsIn(block.text);
  if (labels) {
    book.labels.set(block, labels);
    for (const label of labels) if (label[0] === "^") book.cited.add(label.slice(1));
    addAddresses(book, block.text);
  }
  if (block.note !== undefined) addNote(book, block);
};

const copyOf = (book) => ({
  ...book,
  notes: [...book.notes],
  cited: new Set(book.cited),
  addresses: new Map(book.addresses),
});

// The book of a message: its sealed texts, read on to the newest one, and for the moment the open ones.
export const readOn = (before, texts, open) => {
  const sealed = before?.sealed.texts === texts ? before.sealed : newBook(texts);
  for (; sealed.read < texts.length; sealed.read += 1) addText(sealed, texts[sealed.read]);
  const book = { ...copyOf(sealed), sealed };
  open.forEach((text) => addText(book, text));
  return book;
};

// The addresses that a text's links need, as markdown; the same string as long as there are no new ones for it.
export const addressesFor = (book, text) => {
  if (book.addresses.size === 0) return "";
  return Array.from(book.labels.get(text) ?? [], (label) => book.addresses.get(label))
    .filter(Boolean)
    .join("\n");
};

// The footnotes in the order in which the text cites them.
export const citedNotes = (book) => {
  const place = new Map(Array.from(book.cited, (label, at) => [label, at]));
  return book.notes.filter((note) => place.has(note.note)).sort((a, b) => place.get(a.note) - place.get(b.note));
};
