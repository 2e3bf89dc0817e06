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

// A rehype plugin: what such a piece adds to its block. Rows and items need nothing between them.
export const onlyInside = (gap) => (tree) => {
  const [block] = elementsOf(tree);
  const between = block?.tagName === "p" ? gapOf(gap) : [];
  if (block) tree.children = [...between, ...block.children.filter(({ tagName }) => tagName !== "thead")];
};

const BOXES = new Set("p ul ol pre blockquote table hr h1 h2 h3 h4 h5 h6 div details".split(" "));

const isBox = (node) => node === undefined || BOXES.has(node.tagName);
const isLineEnd = (node, at, nodes) => node.value === "\n" && (isBox(nodes[at - 1]) || isBox(nodes[at + 1]));

// A rehype plugin: the first paragraph of an item stands in it without a box of its own, and its parts without line
// ends between them, so that nothing of it changes when the item, or any other of its list, gains a second paragraph.
export const plainItems = () => (tree) => {
  const waiting = [tree];
  while (waiting.length) {
    const node = waiting.pop();
    if (node.tagName === "li") unboxFirst(node);
    waiting.push(...elementsOf(node));
  }
};

const unboxFirst = (item) => {
  const parts = item.children.filter((...part) => !isLineEnd(...part));
  const [first, ...rest] = parts;
  item.children = first?.tagName === "p" ? [...first.children, ...rest] : parts;
};
