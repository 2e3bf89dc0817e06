// The last step of reading a text as markdown: what the masks stand for comes back, as formulas in the text and as
// it was written everywhere else, and footnote numbers become elements.
import { pieces, unmasked } from "./masks";

const DEEPEST = 48; // levels; a browser lays nested boxes out by recursion
const NUMBER = /\[\^([^\][\s]{1,100})\]/;
const WRITTEN = ["value", "url", "title", "alt", "lang", "meta"];

// GFM looks for footnotes within one block only; ours are found in the whole message.
export function withoutBlockNotes() {
  const names = ["gfmFootnoteDefinition", "gfmFootnoteCall", "gfmPotentialFootnoteCall"];
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: names } }];
}

const element = (name, properties) => ({ type: "mark", data: { hName: name, hProperties: properties }, children: [] });

const numbered = (text) =>
  text.split(NUMBER).map((part, at) => (at % 2 ? element("note-number", { label: part }) : { type: "text", value: part }));

const formulaOf = ({ source, tex, display }) =>
  tex === null ? { type: "text", value: source } : element("formula", { source, tex, display: String(display) });

const partsOf = (text, formulas) =>
  pieces(text, formulas).flatMap((piece) => (typeof piece === "string" ? numbered(piece) : [formulaOf(piece)]));

const restore = (node, formulas) => {
  for (const name of WRITTEN) {
    if (typeof node[name] === "string") node[name] = unmasked(node[name], formulas);
  }
};

const flattened = (tree, source) => {
  tree.children = [{ type: "paragraph", children: [{ type: "text", value: source }] }];
};

// Walks without recursion: a text of ten thousand nested quotes must not break the page.
export const marked = (formulas) => (tree, file) => {
  const waiting = [[tree, 0]];
  while (waiting.length) {
    const [node, depth] = waiting.pop();
    if (depth > DEEPEST) {
      flattened(tree, unmasked(String(file.value), formulas));
      return;
    }
    restore(node, node.type === "text" ? [] : formulas);
    if (!node.children) continue;
    node.children = node.children.flatMap((child) => (child.type === "text" ? partsOf(child.value, formulas) : [child]));
    for (const child of node.children) if (child.type !== "text") waiting.push([child, depth + 1]);
  }
};
