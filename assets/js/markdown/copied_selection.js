// What Ctrl+C takes from a conversation: what was said, a formula once (TeX as text, MathML with its looks), and no
// word of a button. Where nothing of that kind is selected the browser copies by itself.
import { plainText } from "./plain_text";

const CONTROLS = "button, figcaption, .visually-hidden, .message-footer";
const OF_OURS = `${CONTROLS}, .formula, .task`;

const keepMath = (formula) => {
  const math = formula.querySelector("math");
  math?.querySelectorAll("annotation").forEach((source) => source.remove()); // else an editor may show both
  if (math) formula.replaceWith(math);
};

const keepSign = (box) => {
  box.closest("li")?.style.setProperty("list-style", "none");
  box.replaceWith(box.checked ? "☑ " : "☐ ");
};

export const withoutControls = (content) => {
  const holder = document.createElement("div");
  holder.append(content);
  holder.querySelectorAll(CONTROLS).forEach((control) => control.remove());
  return holder;
};

const looksWithin = (holder) => {
  const looks = holder.cloneNode(true);
  looks.querySelectorAll(".formula").forEach(keepMath);
  looks.querySelectorAll(".task").forEach(keepSign);
  return looks.innerHTML;
};

// All that stands in a message, for an editor that takes looks.
export const looksOf = (body) => {
  const range = document.createRange();
  range.selectNodeContents(body);
  return looksWithin(withoutControls(range.cloneContents()));
};

export const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

// Half a formula is none; and what stands round the column, or whatever else is meant, is no part of it.
export const widened = (selected, column) => {
  const range = selected.cloneRange();
  const [first, last] = [range.startContainer, range.endContainer].map((node) => elementOf(node).closest(".formula"));
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  if (!column.contains(range.startContainer)) range.setStart(column, 0);
  if (!column.contains(range.endContainer)) range.setEnd(column, column.childNodes.length);
  return range;
};

// Items and rows, in the list or table that says what they are.
const FRAMES = ["UL", "OL", "TR", "TBODY", "THEAD", "TABLE"];

export const contentOf = (range) => {
  let content = range.cloneContents();
  let around = elementOf(range.commonAncestorContainer);
  while (FRAMES.includes(around.tagName)) {
    const frame = around.cloneNode(false);
    frame.append(content);
    content = frame;
    around = around.parentElement;
  }
  return content;
};

const onCopy = (event) => {
  const selection = getSelection();
  const column = document.querySelector(".transcript");
  if (event.defaultPrevented || !column || selection.isCollapsed || event.target.closest?.("textarea, input")) return;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(column)) return;
  const content = contentOf(widened(range, column));
  if (!content.querySelector(OF_OURS)) return;
  const holder = withoutControls(content);
  event.preventDefault();
  event.clipboardData.setData("text/plain", plainText(holder));
  event.clipboardData.setData("text/html", looksWithin(holder));
};

if (typeof document !== "undefined") document.addEventListener("copy", onCopy);
