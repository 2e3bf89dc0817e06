// What the last line of a growing text may still become. Signs that may turn out to be an item, a heading, a table,
// a fence or an address are not shown before it is known which.
import { inQuotedFence, isHalfClosing, withoutGluedFence } from "./fences";
import { containersOf, withoutContainers } from "./items";
import { completedDelimiter, isInTable } from "./tables";

const LONGEST_HEAD = 400; // characters; a longer line that begins with a bar is text
const ONLY_SIGNS = /^[-*+_=~`#>|:\\$! \t]*$/;
const NUMBER = /^\d{1,9}[.)]?[ \t]*$/;
const FENCE = /^(?:`{3,}[^`]*|~{3,}.*)$/;
const TASK = /^\[[ xX]?\]?[ \t]*$/;
const ADDRESS = /^\[(?!\^[^\][\s]{1,100}\]:)[^\]]{0,200}(?:\](?::[ \t]*(?:<?[a-z]*(?::.*)?)?)?)?$/i;
const HALF_DELIMITER = /^[|:\- \t]*$/;
const CLOSING_SIGNS = /^( {0,3}#{1,6}[ \t].*?)[ \t]+#+[ \t]*$/;

const isOpen = (words) => [ONLY_SIGNS, NUMBER, FENCE, TASK, ADDRESS].some((pattern) => pattern.test(words));

// The end of a code line may be the end of its fence.
const settledCode = (fence, line) => {
  if (isHalfClosing(line, fence)) return null;
  return fence.mark[0] === "`" ? line.replace(/`+$/, "") : line;
};

const settledText = (lines, line) => {
  if (inQuotedFence(lines) && /^ {0,3}>/.test(line)) return isOpenFence(line) ? null : line;
  const words = withoutContainers(line);
  const isHead = words.startsWith("|") && words.length < LONGEST_HEAD && !isInTable(lines);
  return isHead || isOpen(words) ? null : withoutGluedFence(line).replace(CLOSING_SIGNS, "$1");
};

const isOpenFence = (line) => /^[`~]+[ \t]*$/.test(withoutContainers(line));

// A table is one as soon as the line below its head can be nothing else; until then the head waits.
const settledTable = (lines, line) => {
  const head = withoutContainers(lines.at(-1) ?? "");
  if (!head.includes("|") || isInTable(lines)) return null;
  const marks = containersOf(line);
  const half = line.slice(marks.length);
  const delimiter = completedDelimiter(head, half);
  if (delimiter) return { lines, line: marks + delimiter };
  return head.startsWith("|") && HALF_DELIMITER.test(half) ? { lines: lines.slice(0, -1), line: null } : null;
};

// The lines of the open block and the line that grows, as they are shown: null is not shown.
export const settled = ({ lines, fence, formula, within }, line) => {
  if (fence) return { lines, line: settledCode(fence, line) };
  if (formula || within) return { lines, line };
  return settledTable(lines, line) ?? { lines, line: settledText(lines, line) };
};
