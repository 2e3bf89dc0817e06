// A line of a flow chart with the labels of its nodes and edges in quotes.
import { quoted } from "./quoted_label";

const SHAPES = [
  ["(((", ")))"],
  ["([", "])"],
  ["[[", "]]"],
  ["[(", ")]"],
  ["((", "))"],
  ["{{", "}}"],
  ["[/", "/]"],
  ["[/", "\\]"],
  ["[\\", "\\]"],
  ["[\\", "/]"],
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  [">", "]"],
  ["（", "）"],
];
const ID = /[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*(?=[[({>（])/uy;
const AFTER_NODE = /^\s*(?:$|[;&|]|:::|<?(?:--|==|-\.)|~~~|[ox]--|@\{)/;
const EDGE_LABEL = /(-->|---|-\.->|-\.-|==>|===|--[ox])\|([^|]*)\|/gy;
const EDGE_WORDS = /(--|==|-\.)(?=[^\s\->=.xo])\s*|(--|==|-\.)\s+/y;
const EDGE_ENDS = { "--": /\s*(-{2,}[>ox]|-{3,})/, "==": /\s*(={2,}>|={3,})/, "-.": /\s*(\.-+>|\.-+)/ };
const NO_NODES = /^\s*(?:%%|style\s|classDef\s|linkStyle\s|class\s|click\s|direction\s|accTitle|accDescr|end\s*$)/;
const SUBGRAPH = /^(\s*subgraph\s+)(.*\S)\s*$/;

// The node's label and what closes it: the first closing sign behind which a node may end.
const labelAt = (line, from) => {
  for (const [open, close] of SHAPES) {
    if (!line.startsWith(open, from)) continue;
    const start = from + open.length;
    for (let end = line.indexOf(close, start + 1); end > 0; end = line.indexOf(close, end + 1)) {
      if (AFTER_NODE.test(line.slice(end + close.length))) return { open, close, start, end };
    }
  }
  return null;
};

const nodeAt = (line, at) => {
  ID.lastIndex = at;
  const id = ID.exec(line)?.[0];
  const found = id && labelAt(line, at + id.length);
  if (!found) return id && { text: id, next: at + id.length };
  const { open, close, start, end } = found;
  const [before, after] = open === "（" ? ["[", "]"] : [open, close];
  return { text: `${id}${before}${quoted(line.slice(start, end))}${after}`, next: end + close.length };
};

// `-->|words|` and `-- words -->`
const edgeAt = (line, at) => {
  EDGE_LABEL.lastIndex = at;
  const piped = EDGE_LABEL.exec(line);
  if (piped) return { text: `${piped[1]}|${quoted(piped[2])}|`, next: at + piped[0].length };
  EDGE_WORDS.lastIndex = at;
  const opened = EDGE_WORDS.exec(line);
  if (!opened) return null;
  const mark = opened[1] ?? opened[2];
  const rest = line.slice(at + opened[0].length);
  const end = EDGE_ENDS[mark].exec(rest);
  if (!end?.index) return null;
  const next = at + opened[0].length + end.index + end[0].length;
  return { text: `${mark} ${quoted(rest.slice(0, end.index))} ${end[1]}`, next };
};

// A group may be called `id [title]`, or by its title alone.
const groupOf = (line, number) => {
  const [, start, title] = SUBGRAPH.exec(line);
  const isFine = !/[[("]/.test(title) || /^[^\s[("]+\s*\[.*\]$/.test(title);
  return isFine ? line : `${start}group${number} [${quoted(title)}]`;
};

export const flowLine = (line, number) => {
  if (SUBGRAPH.test(line)) return groupOf(line, number);
  if (NO_NODES.test(line)) return line;
  let out = "";
  for (let at = 0; at < line.length; ) {
    const found = edgeAt(line, at) ?? nodeAt(line, at) ?? { text: line[at], next: at + 1 };
    out += found.text;
    at = found.next;
  }
  return out;
};
