// A long block is read piece by piece and shown as one: the first piece as it is, with a place in it for the others,
// and of each other piece what stands in its own list, table, quote or paragraph.

export const REST = "rest-of-block";

const element = (tagName) => ({ type: "element", tagName, properties: {}, children: [] });
const text = (value) => ({ type: "text", value });

const isElement = ({ type }) => type === "element";
const elementsOf = ({ children }) => children.filter(isElement);

// A rehype plugin: the place for the pieces that follow.
export const withRest = () => (tree) => {
  elementsOf(tree).at(-1)?.children.push(element(REST));
};

const gapOf = (gap) => (gap === "\n" ? [element("br"), text("\n")] : gap ? [text(gap)] : []);

// A rehype plugin: what such a piece adds to its block.
export const onlyInside = (gap) => (tree) => {
  const [block] = elementsOf(tree);
  if (block) tree.children = [...gapOf(gap), ...block.children.filter(({ tagName }) => tagName !== "thead")];
};

// A rehype plugin: the first paragraph of an item stands in it without a box of its own, so that nothing of it is made
// anew when the item, or any other of its list, gains a second one.
export const plainItems = () => (tree) => {
  const waiting = [tree];
  while (waiting.length) {
    const node = waiting.pop();
    if (node.tagName === "li") unboxFirst(node);
    waiting.push(...elementsOf(node));
  }
};

const unboxFirst = (item) => {
  const [first] = elementsOf(item);
  const at = item.children.indexOf(first);
  const isAlone = item.children.slice(0, at).every(({ value }) => value === "\n");
  if (first?.tagName === "p" && isAlone) item.children.splice(0, at + 1, ...first.children);
};
