// The rows of a table as text, for a spreadsheet or another page of markdown. Cells are given as they are to stand there.

const LINE_END = "\r\n"; // RFC 4180
const QUOTED = /[",\r\n]|^\s|\s$/;
const FORMULA = /^[=+\-@\t\r＝＋－＠]/; // a spreadsheet reckons with what begins so
const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\s?%?$/; // and may do so with these

const guarded = (cell) => (FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);

const field = (cell) => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvOf = (rows) => rows.map((row) => row.map((cell) => field(guarded(cell))).join(",") + LINE_END).join("");

const DELIMITERS = { left: ":--", center: ":-:", right: "--:" };

const line = (cells) => `| ${cells.join(" | ")} |`;

// The first row is the head; `sides` says of each column to which side it is set, if to any.
export const markdownOf = (rows, sides) => {
  const [head, ...rest] = rows.map(line);
  const delimiters = rows[0].map((_, at) => DELIMITERS[sides[at]] ?? "---");
  return [head, line(delimiters), ...rest, ""].join("\n");
};
