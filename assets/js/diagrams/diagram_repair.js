// A diagram that Mermaid refuses, with its labels in quotes: `A[发布 (正式)]` becomes `A["发布 (正式)"]`. Models
// forget them; what they wrote is otherwise left alone.
import { flowLine } from "./flow_repair";
import { quoted } from "./quoted_label";

const LONGEST_LINE = 1000; // characters; a longer one is nobody's label

const PLACE = /^(\s*)(.+?)\s*[:：]\s*(\[\s*[\d.]+\s*,\s*[\d.]+\s*\].*)$/; // in a quadrant chart
const SLICE = /^(\s*)(?!title\s|showData|pie\b|acc)(.+?)\s*[:：]\s*([\d.]+)\s*$/;
const Y_AXIS = /^(\s*y-axis\s+)([^"\d][^"]*?)(\s+-?[\d.]+\s*-->.*|\s*)$/;
const MESSAGE = /^([^:]*[->)x]\s*[+-]?[^:]*:)(.*)$/;

// Of start, label and rest, the label in quotes.
const inQuotes = (_all, start, label, rest) => start + quoted(label) + rest;

const items = (list) => list.split(/[,，]/).map(quoted).join(", ");

const xyChartLine = (line) =>
  line
    .replace(/^(\s*title\s+)(.+)()$/, inQuotes)
    .replace(/^(\s*x-axis\s+)([^"[]*?\S)(\s*(?:\[|$))/, inQuotes)
    .replace(/^(\s*x-axis\b.*?)\[(.*)\]/, (_all, start, list) => `${start}[${items(list)}]`)
    .replace(Y_AXIS, inQuotes);

const pieLine = (line) => line.replace(SLICE, (_all, space, label, value) => `${space}${quoted(label)} : ${value}`);

const quadrantLine = (line) =>
  line
    .replace(PLACE, (_all, space, label, place) => `${space}${quoted(label)}: ${place}`)
    .replace(/^(\s*quadrant-[1-4]\s+)(.+)()$/, inQuotes)
    .replace(/^(\s*[xy]-axis\s+)(.+?)(\s*-->\s*.+)$/, inQuotes)
    .replace(/^(\s*[xy]-axis\s+.*?-->\s*)(.+)()$/, inQuotes);

const mindmapLine = (line, number) => {
  const [, space, words] = /^(\s*)(.*?)\s*$/.exec(line);
  if (number === 0 || !/[[\](){}"`]/.test(words) || words.startsWith("::")) return line;
  const shaped = /^([\w\u3400-\u9fff]*)(\(\(|\{\{|\)\)|\[|\(|\))(.*?)(\)\)|\}\}|\(\(|\]|\)|\()$/.exec(words);
  if (!shaped) return `${space}node${number}[${quoted(words)}]`;
  const [, id, open, label, close] = shaped;
  return `${space}${id || `node${number}`}${open}${quoted(label)}${close}`;
};

const sequenceLine = (line) => line.replace(MESSAGE, (_all, start, words) => start + words.replace(/;(?=.)/g, "#59;")); // else it ends there

const requirementLine = (line) => line.replace(/^(\s*(?:text|docref|type)\s*:\s*)(.+?)(\s*)$/i, inQuotes);

/** @type {[RegExp, (line: string, at: number) => string][]} */
const KINDS = [
  [/^(?:graph|flowchart)/, flowLine],
  [/^xychart/, xyChartLine],
  [/^pie/, pieLine],
  [/^quadrantChart/, quadrantLine],
  [/^mindmap/, mindmapLine],
  [/^sequenceDiagram/, sequenceLine],
  [/^requirementDiagram/, requirementLine],
];

const linewise = (code, repair) =>
  code
    .split("\n")
    .map((line, at) => (line.length > LONGEST_LINE ? line : repair(line, at)))
    .join("\n");

const headOf = (code) => /^(?:\s*(?:%%.*|---[\s\S]*?\n---))*\s*([a-z][\w-]*)/i.exec(code)?.[1] ?? "";

// The source with its labels in quotes, or null where there is nothing to be done for it.
export const repaired = (code) => {
  const head = headOf(code);
  const first = code.split("\n").findIndex((line) => line.trim().startsWith(head));
  const [, repair] = KINDS.find(([name]) => name.test(head)) ?? [];
  if (!repair) return null;
  const changed = linewise(code, (line, at) => (at < first ? line : repair(line, at - first)));
  return changed === code ? null : changed;
};

const TAG = /(<\/?[a-z][^<>]*>)/i;
const named = (words) =>
  words
    .split(TAG)
    .map((part, at) => (at % 2 ? part : part.replaceAll("<", "#lt;").replaceAll(">", "#gt;")))
    .join("");

const lineWithSigns = (line) => {
  const isEven = line.split('"').length % 2 === 1;
  return (isEven ? line.replace(/"[^"]*"/g, named) : line).replace(/(\s)>(?=[\s\d=])/g, "$1#gt;");
};

// Mermaid loses the > of `{x > 5}`, where it writes words as SVG: here it gets its name.
export const withSigns = (code) =>
  /^(?:graph|flowchart|block)/.test(headOf(code)) ? linewise(code, lineWithSigns) : code;
