// Folds within an item or a quote (<details> over several of its blocks); those at the margin are cut by folds.js.
import { beginsFold, isTag } from "./tags";

const DEEPEST = 20; // folds within folds

const element = (name, children) => ({ type: "mark", data: { hName: name }, children });

const trimmed = (nodes, pattern) =>
  nodes
    .map((node) => (node.type === "text" ? { ...node, value: node.value.replace(pattern, "") } : node))
    .filter((node) => node.type !== "text" || node.value);

// The parts of a paragraph before and behind one of its nodes, as lists of none or one paragraph.
const partsAround = (paragraph, at) => {
  const before = paragraph.children.slice(0, at);
  const after = paragraph.children.slice(at + 1);
  const shown = [
    [...before.slice(0, -1), ...trimmed(before.slice(-1), /\s+$/)],
    [...trimmed(after.slice(0, 1), /^\s+/), ...after.slice(1)],
  ];
  return shown.map((children) => (children.length ? [{ ...paragraph, children }] : []));
};

// Where the fold ends that has begun before these blocks: [the block, the node in it], or null.
const endIn = (blocks) => {
  let depth = 1;
  for (const [place, { type, children }] of blocks.entries()) {
    for (const [at, node] of type === "paragraph" ? children.entries() : []) {
      if (isTag(node, "details", false)) depth += 1;
      else if (isTag(node, "details", true)) depth -= 1;
      if (depth === 0) return [place, at];
    }
  }
  return null;
};

// The outermost <details> that its own paragraph does not end.
const openingIn = ({ type, children }) => {
  const open = [];
  if (type === "paragraph") {
    for (const [at, node] of children.entries()) {
      if (isTag(node, "details", true)) open.pop();
      else if (isTag(node, "details", false) && beginsFold(children, at)) open.push(at);
    }
  }
  return open[0] ?? -1;
};

/** @param {any[]} blocks */
const foldOf = ([first, ...rest], growing, depth) => {
  const begin = first.children.findIndex((node) => isTag(node, "summary", false));
  const end = first.children.findIndex((node) => isTag(node, "summary", true));
  const summary = first.children.slice(begin + 1, end < 0 ? undefined : end);
  const [, after] = partsAround(first, end < 0 ? first.children.length : end);
  return element("details", [element("summary", summary), ...withFolds([...after, ...rest], growing, depth + 1)]);
};

export const withFolds = (blocks, growing, depth = 0) => {
  const begin = depth < DEEPEST ? blocks.findIndex((block) => openingIn(block) >= 0) : -1;
  if (begin < 0) return blocks;
  const [before, first] = partsAround(blocks[begin], openingIn(blocks[begin]));
  const rest = [...first, ...blocks.slice(begin + 1)];
  const found = endIn(rest);
  if (!found && !growing) return blocks;
  const [end, at] = found ?? [rest.length, 0];
  const [last, after] = found ? partsAround(rest[end], at) : [[], []];
  const fold = foldOf([...rest.slice(0, end), ...last], growing, depth);
  const behind = withFolds([...after, ...rest.slice(end + 1)], growing, depth);
  return [...blocks.slice(0, begin), ...before, fold, ...behind];
};
