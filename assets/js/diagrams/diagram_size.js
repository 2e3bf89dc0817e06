// How much work a diagram would be. Mermaid lays it out in one go, and the page waits: 300 edges take seconds.
const MOST_EDGES = 100;
const MOST_LINES = 250;
const LONGEST = 10000; // characters

const edgesOf = (line) => {
  const groups = line.split(/[-=.~<>]{2,}/).map((part) => part.split("&").length);
  return groups.slice(1).reduce((sum, group, at) => sum + group * groups[at], 0);
};

// More than is drawn unasked; `A & B --> C & D` are four edges.
export const isLarge = (code) => {
  const lines = code.split(/[\n;]/);
  if (code.length > LONGEST || lines.length > MOST_LINES) return true;
  return lines.reduce((sum, line) => sum + edgesOf(line), 0) > MOST_EDGES;
};
