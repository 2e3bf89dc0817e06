// A table over the whole page: it scrolls both ways below its head, and is copied for a spreadsheet or as markdown.
import { X } from "lucide-react";
import { createElement as h, useEffect, useRef } from "react";
import { CopyButton } from "../browser/copy_button";
import { IconButton } from "../browser/icon_button";
import { listen } from "../browser/listen";
import { Modal } from "../browser/modal";
import { words as wordsIn } from "../markdown/plain_text";
import { cellSource } from "./cell_source";
import { closeViewer, useViewed } from "./opened";
import { csvOf, markdownOf } from "./table_text";

const cellsOf = (table, read) => [...table.rows].map((row) => [...row.cells].map(read));

const wordsOf = (cell) =>
  wordsIn(cell)
    .replace(/ *\n */g, "\n")
    .trim();

const asCsv = (table) => csvOf(cellsOf(table, wordsOf));
const asMarkdown = (table) => {
  const sides = [...table.rows[0].cells].map((cell) => cell.style.textAlign);
  return markdownOf(cellsOf(table, cellSource), sides);
};

// The table of the reply, without what is there once: it stays where it is, and may change meanwhile.
const copied = (table) => {
  const whole = table.cloneNode(true);
  for (const named of whole.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const button of whole.querySelectorAll("button")) button.replaceWith(button.textContent);
  return whole;
};

function Room({ table, label }) {
  const room = useRef(null);
  useEffect(() => {
    room.current.replaceChildren(copied(table));
    // A finger scrolls it in every direction: the sheet around it follows none.
    return listen(room.current, { touchstart: (event) => event.stopPropagation() }, { passive: true });
  }, [table]);
  const frame = { className: "table whole-rows", tabIndex: 0, role: "group", "aria-label": label };
  return h("div", { className: "markdown" }, h("div", { ...frame, ref: room }));
}

export function TableViewer({ words }) {
  const { table } = useViewed();
  const sheet = { open: Boolean(table), onDismiss: closeViewer, className: "whole-table", "aria-label": words.table };
  const copies = { done: words.copied, className: "button quiet" };
  return h(
    Modal,
    { ...sheet, "data-testid": "whole-table" },
    table && [
      h(
        "header",
        { key: "head" },
        h("h2", null, words.table),
        h(IconButton, { Icon: X, label: words.close, part: "whole-table-close", onClick: closeViewer }),
      ),
      h(Room, { key: "rows", table, label: words.table }),
      h(
        "div",
        { key: "ways", className: "answers" },
        h(CopyButton, { ...copies, text: () => asCsv(table), label: words.csv, "data-testid": "table-csv" }),
        h(CopyButton, {
          ...copies,
          text: () => asMarkdown(table),
          label: words.markdown,
          "data-testid": "table-markdown",
        }),
      ),
    ],
  );
}
