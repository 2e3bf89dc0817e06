// The texts of messages, outside React: a growing reply re-renders its own body and nothing else.
// Lengths and offsets count characters (code points), as Python does, not UTF-16 units.

const entries = new Map();

const newEntry = () => ({ text: "", length: 0, listeners: new Set() });

const entryOf = (id) => {
  if (!entries.has(id)) entries.set(id, newEntry());
  return entries.get(id);
};

export const lengthOf = (text) => {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
};

const skip = (text, characters) => {
  let units = 0;
  for (const character of text) {
    if (characters-- <= 0) break;
    units += character.length;
  }
  return text.slice(units);
};

export const textStore = {
  text: (id) => entries.get(id)?.text ?? "",
  length: (id) => entries.get(id)?.length ?? 0,

  subscribe(id, listener) {
    const { listeners } = entryOf(id);
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  // Let go of the texts that have none of these names and are shown nowhere.
  keep(names) {
    for (const [name, { listeners }] of entries) {
      if (!listeners.size && !names.has(name)) entries.delete(name);
    }
  },

  // Append a piece. Offset 0 replaces; an overlap is cut; false means that something before it is missing.
  take(id, offset, piece) {
    const entry = entryOf(id);
    if (offset > entry.length) return false;
    if (offset === 0) {
      entry.text = piece;
      entry.length = lengthOf(piece);
    } else {
      const fresh = skip(piece, entry.length - offset);
      entry.text += fresh;
      entry.length += lengthOf(fresh);
    }
    entry.listeners.forEach((listener) => listener());
    return true;
  },
};
