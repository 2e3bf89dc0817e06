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
  text
    .split(NUMBER)
    .map((part, at) => (at % 2 ? element("note-number", { label: part }) : { type: "text", value: part }));

const formulaOf = ({ source, tex, display }) =>
  tex === null ? { type: "text", value: source } : element("formula", { source, tex, display: String(display) });

const partsOf = (text, formulas) =>
  pieces(text, formulas).flatMap((piece) => (typeof piece === "string" ? numbered(piece) : [formulaOf(piece)]));

// GFM's bare address runs on to the next space, which Chinese does not have.
const PUNCTUATION = /[，。、；：！？（）《》「」『』【】“”‘’…]/;
const HOST_BEFORE_HAN = /^(?:https?:\/\/)?[\w.-]{1,200}\.[a-z]{2,20}(?::\d{1,5})?(?=[\u3400-\u9fff])/i;

const addressEnd = (text) => HOST_BEFORE_HAN.exec(text)?.[0].length ?? text.search(PUNCTUATION);

const isBare = ({ type, url, children }) =>
  type === "link" && children.length === 1 && children[0].type === "text" && url.endsWith(children[0].value);

const shortened = (link) => {
  const text = link.children[0].value;
  const end = addressEnd(text);
  if (end < 1) return [link];
  const url = link.url.slice(0, link.url.length - (text.length - end));
  const address = { ...link, url, children: [{ type: "text", value: text.slice(0, end) }] };
  return [address, { type: "text", value: text.slice(end) }];
};

const childrenOf = (child, formulas) => {
  if (child.type === "text") return partsOf(child.value, formulas);
  return isBare(child) ? shortened(child) : [child];
};

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
    node.children = node.children.flatMap((child) => childrenOf(child, formulas));
    for (const child of node.children) if (child.type !== "text") waiting.push([child, depth + 1]);
  }
};
