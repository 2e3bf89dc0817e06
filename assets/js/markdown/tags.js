// HTML in a text. A few harmless tags without attributes are what they mean, comments vanish, everything else stays
// the text that was written: no HTML ever reaches the page, only elements made from these names.
import { htmlFlow } from "micromark-core-commonmark";

const NAMES = "sub sup kbd u mark s b i details summary";
const HARMLESS = new RegExp(`^<(/?)(${NAMES.replaceAll(" ", "|")})[ \\t]*>$`, "i");
const BREAK = /^<\/?br[ \t]*\/?>$/i;
const COMMENT = /^<!--/;
const LONGEST = 20; // characters of a harmless tag
const LESS = 60;
const DEEPEST = 48; // levels

const isMeant = (html) => HARMLESS.test(html) || BREAK.test(html);

const tagOf = (node) => {
  const [, slash, name] = (node.type === "html" && HARMLESS.exec(node.value)) || [];
  return name && { name: name.toLowerCase(), closes: slash === "/" };
};

// A block of HTML is no markdown inside, unless a harmless tag begins it.
const beginsHarmless = {
  partial: true,
  tokenize(_effects, ok, nok) {
    const from = this.now();
    const ahead = this.sliceSerialize({ start: from, end: { ...from, _bufferIndex: from._bufferIndex + LONGEST } });
    return isMeant(ahead.slice(0, ahead.indexOf(">") + 1)) || COMMENT.test(ahead) ? ok : nok;
  },
};

// An extension of micromark.
export const strangeHtml = {
  disable: { null: ["htmlFlow"] },
  flow: {
    [LESS]: {
      ...htmlFlow,
      name: "strangeHtml",
      tokenize(effects, ok, nok) {
        return effects.check(beginsHarmless, nok, htmlFlow.tokenize.call(this, effects, ok, nok));
      },
    },
  },
};

export const isTag = (node, name, closes) => {
  const tag = tagOf(node);
  return tag?.name === name && tag.closes === closes;
};

// A fold begins with its summary; without one the words are about the tag.
export const beginsFold = (nodes, at) => {
  const next = nodes[at + 1];
  const behind = next?.type === "text" && !next.value.trim() ? nodes[at + 2] : next;
  return behind !== undefined && isTag(behind, "summary", false);
};

const isInPlace = (name, nodes, at, open) => {
  if (name === "details") return beginsFold(nodes, at);
  return name !== "summary" || Boolean(open.get("details")?.length);
};

// Which of these nodes open or close an element; with the tags that have no partner the text that was written. While
// the text grows the partner may be on its way.
const paired = (nodes, growing) => {
  const meant = new Set();
  const open = new Map();
  nodes.forEach((node, at) => {
    const tag = tagOf(node);
    if (!tag || (!tag.closes && !isInPlace(tag.name, nodes, at, open))) return;
    const waiting = open.get(tag.name) ?? open.set(tag.name, []).get(tag.name);
    if (!tag.closes) waiting.push(node);
    else if (waiting.length) meant.add(waiting.pop()).add(node);
  });
  if (growing) for (const waiting of open.values()) waiting.forEach((node) => meant.add(node));
  const hasFold = [...meant].some((node) => tagOf(node).name === "details");
  return hasFold ? meant : new Set([...meant].filter((node) => tagOf(node).name !== "summary"));
};

const elementOf = ({ name, children }) => ({ type: "mark", data: { hName: name }, children });

// Wrongly nested tags (“<b>1<i>2</b>3</i>”) are nested anew, as browsers do it.
const closeTag = (open, name) => {
  const at = open.findLastIndex((element) => element.name === name);
  const closed = open.splice(at).reverse();
  for (const element of closed) {
    const parent = closed[closed.indexOf(element) + 1] ?? open.at(-1);
    if (element.children.length) parent.children.push(elementOf(element));
  }
  for (const element of closed.slice(0, -1).reverse()) open.push({ name: element.name, children: [] });
};

// The nodes with the elements that their tags mean.
export const withElements = (nodes, growing) => {
  if (!nodes.some((node) => node.type === "html")) return nodes;
  const meant = paired(nodes, growing);
  const open = [{ name: "", children: [] }];
  for (const node of nodes) {
    const tag = meant.has(node) ? tagOf(node) : null;
    if (node.type === "html" && COMMENT.test(node.value)) continue;
    if (node.type === "html" && BREAK.test(node.value)) open.at(-1).children.push({ type: "break" });
    else if (tag?.closes && open.some(({ name }) => name === tag.name)) closeTag(open, tag.name);
    else if (tag && !tag.closes && open.length < DEEPEST) open.push({ name: tag.name, children: [] });
    else open.at(-1).children.push(node);
  }
  while (open.length > 1) closeTag(open, open.at(-1).name);
  return open[0].children;
};
