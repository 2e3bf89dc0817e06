// Markdown that grows. The text is cut into blocks; a finished block renders once and never again, so the
// work follows the reply's length.
import { createElement as h, memo, useId, useMemo, useRef } from "react";
import { grown } from "./blocks";
import { CodeBlock } from "./code_block";
import { Labels, Notes } from "./contexts";
import { NoteList } from "./footnotes";
import { addressesFor, citedNotes, readOn } from "./references";
import { TextBlock } from "./text_block";

// Finished blocks stand in groups, so that a growing reply compares a few groups and not hundreds of blocks.
const GROUP = 16;

const Block = memo(function Block({ block, addresses, growing }) {
  if (block.note !== undefined) return null; // it stands at the end of the message
  if (!block.fence) return h(TextBlock, { text: block.text, addresses, growing });
  const { language, code, closed } = block.fence;
  return h(CodeBlock, { language, code, closed: closed && !growing });
});

// The block that still grows stands where it will stand when it is finished: nothing is made anew then.
const Group = memo(
  function Group({ book, from, to, tail, growing }) {
    const sealed = book.sealed.slice(from, to);
    const shown = tail ? [...sealed, tail] : sealed;
    const blocks = shown.map((block, at) =>
      h(Block, { key: from + at, block, addresses: addressesFor(book, block), growing: growing && block === tail }),
    );
    return h("div", { className: "blocks" }, blocks);
  },
  (before, after) =>
    !before.tail && !after.tail && before.to === after.to && before.book === after.book && before.known === after.known,
);

const groupsOf = (book, tail, growing) => {
  const count = book.sealed.length + (tail ? 1 : 0);
  const groups = [];
  for (let from = 0; from < count; from += GROUP) {
    const to = Math.min(from + GROUP, book.sealed.length);
    const own = from + GROUP >= count ? tail : null;
    groups.push(h(Group, { key: from, book, from, to, tail: own, growing, known: book.addresses.size }));
  }
  return groups;
};

// Reflex makes this object anew at every render; a new one would render every block again.
function useSame(given) {
  const words = Object.values(given).join("\n");
  return useMemo(() => given, [words]);
}

function useNotes(notes, isGrowing) {
  const prefix = useId();
  const labels = notes.map((note) => note.note).join("\n");
  return useMemo(() => {
    const numbers = new Map(notes.map((note, at) => [note.note, at + 1]));
    return { numbers, prefix, isGrowing };
  }, [labels, prefix, isGrowing]);
}

const NoteText = ({ block }) => h(TextBlock, { text: block.text });

// The text cut into blocks and what they cite, going on from how it was before.
export const readText = (before, text, streaming) => {
  const split = grown(before?.split, text, streaming);
  return { split, book: readOn(before?.book, split.sealed) };
};

export function Blocks({ reading, streaming, labels }) {
  const { split, book } = reading;
  const notes = citedNotes(book, split.tail);
  return h(
    Labels.Provider,
    { value: useSame(labels) },
    h(
      Notes.Provider,
      { value: useNotes(notes, streaming) },
      h("div", { className: "markdown" }, groupsOf(book, split.tail, streaming)),
      notes.length > 0 && h(NoteList, { notes, Text: NoteText }),
    ),
  );
}

export function Markdown({ text, streaming, labels }) {
  const reading = useRef(undefined);
  reading.current = readText(reading.current, text, streaming);
  return h(Blocks, { reading: reading.current, streaming, labels });
}
