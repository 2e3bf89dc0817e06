// Markdown that grows. The text is cut into blocks; a finished block renders once and never again, so the
// work follows the reply's length.
import { createElement as h, memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { CodeBlock } from "../code/code_block";
import { grown, textsOf } from "./blocks";
import { withoutComments } from "./comments";
import { Labels, Notes } from "./contexts";
import "./copied_selection";
import { nested } from "./folds";
import { NoteList } from "./footnotes";
import { addressesFor, citedNotes, readOn } from "./references";
import { SelectionKept } from "./selection";
import { TextBlock } from "./text_block";

// Finished blocks stand in groups, so that a growing reply compares a few groups and not hundreds of blocks.
const GROUP = 16;

const ONLY_NUMBER = /^\s*\d{1,9}\s*$/;
const MOMENT_MS = 500;

const piecesOf = (block, book) => block.pieces.map((piece) => ({ ...piece, addresses: addressesFor(book, piece) }));

const Block = memo(function Block({ block, book, growing }) {
  if (block.note !== undefined) return null; // it stands at the end of the message
  if (block.pieces) return h(TextBlock, { pieces: piecesOf(block, book), growing });
  const { language, code, closed } = block.fence;
  return h(CodeBlock, { language, code, closed: closed && !growing });
});

// The blocks that still grow stand where they will stand when they are finished: nothing is made anew then.
const Group = memo(
  function Group({ blocks, from, book, last }) {
    const shown = blocks.map((block, at) => h(Block, { key: from + at, block, book, growing: block === last }));
    return h("div", { className: "blocks" }, shown);
  },
  (before, after) =>
    !before.isOpen &&
    !after.isOpen &&
    before.blocks.length === after.blocks.length &&
    before.book.texts === after.book.texts &&
    before.book.addresses.size === after.book.addresses.size,
);

function Fold({ summary, book, growing, children }) {
  const words = summary && h("summary", { dir: "auto" }, h(Block, { block: summary, book, growing }));
  return h("details", null, words, children);
}

const partsOf = (parts, shared) =>
  parts.map((part) => {
    const { sealed, book, last } = shared;
    if (!part.blocks) {
      const fold = { key: part.key, summary: part.summary, book, growing: part.summary === last };
      return h(Fold, fold, partsOf(part.parts, shared));
    }
    const isOpen = part.from + GROUP > sealed.length;
    return h(Group, { key: part.from, ...part, book, last, isOpen });
  });

const groupsOf = ({ split: { sealed, tail }, book }, streaming) =>
  partsOf(nested([...sealed, ...tail], GROUP), { sealed, book, last: streaming && tail.at(-1) });

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

const NoteText = ({ block }) => h(TextBlock, { pieces: [block] });

// The text cut into blocks and what they cite, going on from how it was before.
export const readText = (before, text, streaming) => {
  const split = grown(before?.split, withoutComments(text, streaming), streaming);
  const open = split.tail.flatMap(textsOf).slice(split.pieces.length);
  return { split, book: readOn(before?.book, split.texts, open) };
};

export function Blocks({ reading, streaming, labels }) {
  const notes = citedNotes(reading.book);
  return h(
    Labels.Provider,
    { value: useSame(labels) },
    h(
      Notes.Provider,
      { value: useNotes(notes, streaming) },
      h(SelectionKept, { tag: "div", className: "markdown" }, groupsOf(reading, streaming)),
      notes.length > 0 && h(NoteList, { notes, Text: NoteText }),
    ),
  );
}

// “42” may become an item; where nothing has followed for a moment it is the answer.
function useIsAnswer(text, streaming) {
  const mayBe = streaming && ONLY_NUMBER.test(text);
  const [answer, setAnswer] = useState(null);
  useEffect(() => {
    const timer = mayBe ? setTimeout(() => setAnswer(text), MOMENT_MS) : undefined;
    return () => clearTimeout(timer);
  }, [mayBe, text]);
  return mayBe && answer === text;
}

export function Markdown({ text, streaming, labels }) {
  const reading = useRef(undefined);
  const isAnswer = useIsAnswer(text, streaming);
  reading.current = readText(reading.current, text, streaming && !isAnswer);
  return h(Blocks, { reading: reading.current, streaming, labels });
}
