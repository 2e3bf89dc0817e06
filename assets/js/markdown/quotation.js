// A selected part of a message as a Markdown quotation: code in its fence, a formula as its source.
import { contentOf, elementOf, widened, withoutControls } from "./copied_selection";
import { plainText } from "./plain_text";

const MOST = 1500; // characters of what is quoted
const MARK = /^> ?/gm;

// Kept to the letter by plain_text.js.
const raw = (text) => {
  const block = document.createElement("div");
  block.className = "plain";
  block.textContent = text;
  return block;
};

const fenced = (code, language) => {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([marks]) => marks.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return raw(`${fence}${language}\n${code.replace(/\n$/, "")}\n${fence}`);
};

const languageOf = (figure) => {
  const name = figure.querySelector("figcaption span")?.textContent ?? "";
  return name === "text" ? "" : name;
};

const writeFence = (figure) => {
  const code = figure.dataset.code ?? figure.querySelector("pre")?.textContent ?? "";
  figure.replaceWith(code ? fenced(code, languageOf(figure)) : "");
};

const writeFormula = (formula) => {
  const tex = formula.querySelector("annotation")?.textContent;
  if (tex === undefined) return; // not set yet: it stands there as it was written
  formula.replaceWith(formula.classList.contains("display") ? raw(`$$\n${tex}\n$$`) : `$${tex}$`);
};

const sourceOf = (content) => {
  const holder = document.createElement("div");
  holder.append(content);
  holder.querySelectorAll("figure.code").forEach(writeFence);
  holder.querySelectorAll("code").forEach((code) => code.replaceWith(`\`${code.textContent}\``));
  holder.querySelectorAll(".formula").forEach(writeFormula);
  return plainText(withoutControls(holder)).trim();
};

// Within one block of code, or within what a person wrote, every space counts.
const textWithin = (range) => {
  const within = elementOf(range.commonAncestorContainer);
  const figure = within.closest("figure.code");
  if (figure?.dataset.code) return sourceOf(figure.cloneNode(true));
  const text = withoutControls(range.cloneContents()).textContent;
  if (figure) return text && fenced(text, languageOf(figure)).textContent;
  return within.closest(".plain") ? text.trim() : sourceOf(contentOf(range));
};

// The parts of messages that are selected; a selection often ends a little after one.
const rangesIn = (selection) => {
  if (!selection || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const bodies = [...document.querySelectorAll(".transcript .message-body")];
  return bodies.filter((body) => range.intersectsNode(body)).map((body) => widened(range, body));
};

// What of one message is selected, and where; nothing where there are no words in it.
export const selectedPart = () => {
  const parts = rangesIn(getSelection()).map((range) => ({ range, text: textWithin(range) }));
  return parts.find(({ text }) => text);
};

export const quotationOf = (text) => {
  const part = text.length > MOST ? `${Array.from(text).slice(0, MOST).join("").trimEnd()}…` : text;
  return part.replace(/^/gm, "> ").replace(/^> $/gm, ">");
};

export const withoutMarks = (quotation) => quotation.replace(MARK, "");
