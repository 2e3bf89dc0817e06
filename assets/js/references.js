// Footnotes and the addresses of reference links: they may stand in any block of a text and be used in any other.
// A sealed block is read once.

const LABEL = /\[((?:[^[\]\\]|\\.){1,200})\]/g;
const ADDRESS = /^ {0,3}\[((?:[^[\]\\^]|\\.)(?:[^[\]\\]|\\.){0,199})\]:[ \t]*\S.*$/gm;
const CODE = /`[^`\n]*`/g;
const MOST = 500; // footnotes and addresses of one message

const normal = (label) => label.trim().toLowerCase().replace(/\s+/g, " ");

const labelsIn = (text) => {
  if (!text.includes("[")) return null;
  return new Set(Array.from(text.replace(CODE, "").matchAll(LABEL), (found) => normal(found[1])));
};

const newBook = (sealed) => ({ sealed, read: 0, notes: [], cited: new Set(), addresses: new Map(), labels: new Map() });

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

const addBlock = (book, block) => {
  if (block.fence) return;
  const labels = labelsIn(block.text);
  if (labels) {
    book.labels.set(block, labels);
    for (const label of labels) if (label[0] === "^") book.cited.add(label.slice(1));
    addAddresses(book, block.text);
  }
  if (block.note !== undefined) addNote(book, block);
};

// The book of a message, read on to the newest sealed block.
export const readOn = (before, sealed) => {
  const book = before?.sealed === sealed ? before : newBook(sealed);
  for (; book.read < sealed.length; book.read += 1) addBlock(book, sealed[book.read]);
  return book;
};

// The addresses that a block's links need, as markdown; the same string as long as there are no new ones for it.
export const addressesFor = (book, block) => {
  if (book.addresses.size === 0 || block.fence) return "";
  const labels = book.labels.get(block) ?? labelsIn(block.text) ?? [];
  return Array.from(labels, (label) => book.addresses.get(label))
    .filter(Boolean)
    .join("\n");
};

// The footnotes in the order in which the text cites them, the growing one included.
export const citedNotes = (book, tail) => {
  const growing = tail?.note !== undefined && !book.notes.some((note) => note.note === tail.note) ? [tail] : [];
  const notes = [...book.notes, ...growing];
  if (notes.length === 0) return notes;
  const ofTail = (tail && !tail.fence && labelsIn(tail.text)) || [];
  const cited = new Set([...book.cited, ...Array.from(ofTail, (label) => label.slice(1))]);
  const place = new Map(Array.from(cited, (label, at) => [label, at]));
  return notes.filter((note) => place.has(note.note)).sort((a, b) => place.get(a.note) - place.get(b.note));
};
