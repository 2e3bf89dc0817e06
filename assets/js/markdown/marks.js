// The last step of reading a text as markdown: what the masks stand for comes back, as formulas in the text and as
// it was written everywhere else; footnote numbers, addresses and harmless tags become elements.

import { pieces, unmasked } from "../formulas/math_tokens";
import { withLinks } from "./bare_links";
import { withCallout } from "./callouts";
import { withDirection } from "./directions";
import { withFolds } from "./nested_folds";
import { withElements } from "./tags";

const DEEPEST = 48; // levels; a browser lays nested boxes out by recursion
const NUMBER = /\[\^([^\][\s]{1,100})\]/;
const WRITTEN = ["value", "url", "title", "alt", "lang", "meta"];

const element = (name, properties) => ({ type: "mark", data: { hName: name, hProperties: properties }, children: [] });

const lines = (text) =>
  text
    .split(/\r?\n|\r/)
    .flatMap((line, at) => [...(at ? [{ type: "break" }] : []), ...(line ? [{ type: "text", value: line }] : [])]);

// The words of a text: an address is a link, a line's end a line's end.
const wordsOf = (text, { inLink, inHeading }) => {
  const words = inLink ? [{ type: "text", value: text }] : withLinks(text);
  return inHeading ? words : words.flatMap((word) => (word.type === "text" ? lines(word.value) : [word]));
};

const numbered = (text, place) =>
  text.split(NUMBER).flatMap((part, at) => (at % 2 ? [element("note-number", { label: part })] : wordsOf(part, place)));

const formulaOf = ({ source, tex, display }) =>
  tex === null ? { type: "text", value: source } : element("formula", { source, tex, display: String(display) });

const partsOf = (text, formulas, place) =>
  pieces(text, formulas).flatMap((piece) => (typeof piece === "string" ? numbered(piece, place) : [formulaOf(piece)]));

// A block of HTML is shown as it was written.
const writtenHtml = ({ value }) => {
  const data = { hProperties: { className: "plain" } };
  return { type: "paragraph", data, children: [{ type: "html", value }] };
};

const FLOW = new Set(["root", "blockquote", "listItem"]);

const childrenOf = (node, { formulas, growing }, place) => {
  if (FLOW.has(node.type)) {
    const blocks = node.children.map((child) => (child.type === "html" ? writtenHtml(child) : child));
    return node.type === "root" ? blocks : withFolds(blocks, growing);
  }
  if (node.data?.hProperties?.className === "plain") return node.children;
  return withElements(node.children, growing).flatMap((child) =>
    child.type === "text" ? partsOf(child.value, formulas, place) : [child],
  );
};

const placeIn = (node, place) => ({
  depth: place.depth + 1,
  inLink: place.inLink || node.type === "link" || node.type === "linkReference",
  inHeading: place.inHeading || node.type === "heading",
  inItem: node.type === "listItem" || (place.inItem && node.type !== "blockquote"),
});

const restore = (node, formulas) => {
  for (const name of WRITTEN) {
    if (typeof node[name] === "string") node[name] = unmasked(node[name], formulas);
  }
};

const flattened = (tree, source) => {
  tree.children = [{ type: "paragraph", children: [{ type: "text", value: source }] }];
};

// Walks without recursion: a text of ten thousand nested quotes must not break the page.
export const marked = (given) => (tree, file) => {
  const waiting = [[tree, { depth: 0, inLink: false, inHeading: false, inItem: false }]];
  while (waiting.length) {
    const [node, place] = waiting.pop();
    if (place.depth > DEEPEST) {
      flattened(tree, unmasked(String(file.value), given.formulas));
      return;
    }
    restore(node, node.type === "text" ? [] : given.formulas);
    if (!node.children) continue;
    withCallout(node);
    withDirection(node, place);
    const inside = placeIn(node, place);
    node.children = childrenOf(node, given, inside);
    for (const child of node.children) if (child.type !== "text") waiting.push([child, inside]);
  }
};
