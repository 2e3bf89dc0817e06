// What was written in a cell of a table, read from how it is shown: marks, code in its ticks, a formula as its TeX.
import { formulaOf } from "../markdown/plain_text";

const MARKS = { STRONG: "**", B: "**", EM: "*", I: "*", DEL: "~~", S: "~~" };
const TAGS = new Set(["SUB", "SUP", "KBD", "MARK", "U"]); // as HTML: markdown has no marks for them
const SPECIAL = /\\(?=[!-/:-@[-`{-~])|[`*|]|~(?=~)|<(?=[a-z/!])|\](?=\()|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu;

const escaped = (text) => text.replace(/\s+/g, " ").replace(SPECIAL, "\\$&");

// In as many ticks as it does not hold itself; a bar within it would end the cell.
const codeOf = (text) => {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  const gap = /^`|`$/.test(text) ? " " : "";
  return ticks + gap + text.replaceAll("|", "\\|") + gap + ticks;
};

const linkOf = (link, words) => {
  const address = link.getAttribute("href");
  return words === address ? address : `[${words}](${address})`;
};

const inside = (node) => [...node.childNodes].map(sourceOf).join("");

const sourceOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.textContent);
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.classList.contains("formula")) return tex(node).replaceAll("|", "\\vert ");
  const name = node.tagName;
  if (name === "BR") return "<br>";
  if (name === "CODE") return codeOf(node.textContent);
  if (name === "IMG") return `![${escaped(node.alt)}](${node.getAttribute("src")})`;
  if (node.getAttribute("role") === "doc-noteref") return `[${node.textContent}]`;
  if (name === "A") return linkOf(node, inside(node));
  if (name in MARKS) return MARKS[name] + inside(node) + MARKS[name];
  if (TAGS.has(name)) return `<${name.toLowerCase()}>${inside(node)}</${name.toLowerCase()}>`;
  return inside(node);
};

// One that is not set yet stands there as it was written.
const tex = (formula) => (formula.querySelector("annotation") ? `$${formulaOf(formula)}$` : formula.textContent);

export const cellSource = (cell) =>
  inside(cell)
    .replace(/ ?<br> ?/g, "<br>")
    .trim();
