// Footnotes: a small number in the text, the notes at its end, and the way there and back. They leave the address
// bar alone, since a step in the history would be a step of the app.
import { createElement as h, memo, useContext } from "react";
import { Labels, Notes } from "./contexts";
import { SelectionKept } from "./selection";

const NUMBER = { className: "note-number", role: "doc-noteref" };

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const showing = (find) => (event) => {
  event.preventDefault();
  const target = find(event.currentTarget);
  target?.scrollIntoView({ block: "center", behavior: isCalm() ? "instant" : "smooth" });
  target?.focus({ preventScroll: true });
};

const noteId = (prefix, number) => `${prefix}-note-${number}`;

// A number that no note explains yet waits for it; at the end it is the text that was written.
export function NoteNumber({ label }) {
  const { numbers, prefix, isGrowing } = useContext(Notes);
  const number = numbers.get(label.toLowerCase());
  if (number === undefined && isGrowing) return h("sup", null, /^\d+$/.test(label) ? label : "");
  if (number === undefined) return `[^${label}]`;
  const id = noteId(prefix, number);
  const show = showing(() => document.getElementById(id));
  return h("sup", null, h("a", { ...NUMBER, href: `#${id}`, "data-note": id, onClick: show }, number));
}

const toText = showing((link) => document.querySelector(`[data-note="${link.dataset.of}"]`));

export const NoteList = memo(function NoteList({ notes, Text }) {
  const labels = useContext(Labels);
  const { prefix } = useContext(Notes);
  const link = { href: "#", role: "doc-backlink", "aria-label": labels.back, onClick: toText };
  const back = (id) => h("a", { ...link, "data-of": id }, "↩");
  const items = notes.map((note, at) => {
    const id = noteId(prefix, at + 1);
    return h("li", { key: note.note, id, tabIndex: -1 }, h(Text, { block: note }), " ", back(id));
  });
  const section = { className: "markdown notes", role: "doc-endnotes", "aria-label": labels.notes };
  return h(SelectionKept, { tag: "section", ...section }, h("ol", null, items));
});
