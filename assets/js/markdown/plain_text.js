// A message as its reader sees it, without marks: bullets are dots, code has no fences, a formula is its source.

const BLOCKS = "P H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE FIGURE TABLE SECTION ARTICLE HR DIV DETAILS SUMMARY".split(" ");
const isBlock = (node) => BLOCKS.includes(node.tagName);

export const formulaOf = (node) => node.querySelector("annotation")?.textContent ?? node.textContent;

export const words = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\s+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("role") === "doc-backlink") return "";
  if (node.tagName === "BR") return "\n";
  if (node.tagName === "IMG") return node.alt;
  if (node.tagName === "INPUT") return node.checked ? "☑" : "☐";
  if (node.classList.contains("formula")) return formulaOf(node);
  if (node.getAttribute("role") === "doc-noteref") return `[${node.textContent}]`;
  return [...node.childNodes].map(words).join("");
};

const indented = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

// A task's box is its mark.
const isTask = (item) => Boolean(item.querySelector(":scope > .task, :scope > p:first-child > .task"));

const itemOf = (item, mark) => {
  if (mark === "•" && isTask(item)) return indented(textOf(item, "\n"), 2);
  return `${mark} ${indented(textOf(item, "\n"), mark.length + 1)}`;
};

const listOf = (list) => {
  const first = list.start ?? 1;
  const mark = (at) => (list.tagName === "OL" ? `${first + at}.` : "•");
  return [...list.children].map((item, at) => itemOf(item, mark(at))).join("\n");
};

const tableOf = (table) =>
  [...table.rows]
    .map((row) => [...row.cells].map((cell) => words(cell).replace(/\s+/g, " ").trim()).join("\t"))
    .join("\n");

const blockOf = (node) => {
  if (node.classList.contains("plain")) return node.textContent;
  if (node.tagName === "UL" || node.tagName === "OL") return listOf(node);
  if (node.tagName === "FIGURE") return node.dataset.code ?? node.querySelector("pre")?.textContent ?? "";
  if (node.tagName === "TABLE") return tableOf(node);
  if (node.tagName === "HR") return "———";
  return textOf(node, "\n\n");
};

// What stands in an element: its blocks, and between them lines of words.
const textOf = (element, gap) => {
  const parts = [];
  let line = "";
  const endLine = () => {
    if (line.trim()) parts.push(line.replace(/ *\n */g, "\n").trim());
    line = "";
  };
  for (const node of element.childNodes) {
    if (isBlock(node)) {
      endLine();
      parts.push(blockOf(node));
    } else line += words(node);
  }
  endLine();
  return parts.filter(Boolean).join(gap);
};

export const plainText = (body) => textOf(body, "\n\n");
