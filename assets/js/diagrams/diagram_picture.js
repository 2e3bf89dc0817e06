// What Mermaid has drawn, made a picture of its own: XML with a size, nothing written over itself, words to be read.

const TICK_PX = 42; // a day's name and a gap
const DARK = "#14110c";
const LIGHT = "#ffffff";
const FILLED = ':scope > [style*="fill"], :scope > .label-container [style*="fill"]';

// A gantt's days are written over each other where they stand close.
const thinOut = (svg) => {
  let last = -Infinity;
  for (const tick of svg.querySelectorAll(".grid .tick")) {
    const at = parseFloat(tick.getAttribute("transform").slice("translate(".length));
    if (at - last < TICK_PX) tick.querySelector("text")?.remove();
    else last = at;
  }
};

const NAMED = { quot: '"', "#34": '"', "#39": "'", amp: "&", lt: "<", gt: ">" };

// Where Mermaid has named a sign twice, or three times.
const readNames = (svg) => {
  for (const text of svg.querySelectorAll("tspan, text")) {
    if (text.children.length || !text.textContent.includes("&")) continue;
    text.textContent = text.textContent.replace(/&(?:amp;)*(quot|#34|#39|amp|lt|gt);/g, (_all, name) => NAMED[name]);
  }
};

const luminance = (colour) => {
  const [red, green, blue] = colour.match(/[\d.]+/g).map((level) => (Number(level) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

// Who gives a node a colour (`style A fill:#f9f`) seldom thinks of its words, and of one theme only.
const makeLegible = (svg) => {
  for (const node of svg.querySelectorAll(".node, .cluster")) {
    const shape = node.querySelector(FILLED);
    const fill = shape && getComputedStyle(shape).fill;
    if (!fill?.startsWith("rgb(")) continue;
    const ink = luminance(fill) > 0.2 ? DARK : LIGHT;
    for (const text of node.querySelectorAll("text")) {
      if (!text.style.fill) text.style.setProperty("fill", ink, "important");
    }
  }
};

const EDGE_PX = 8;

// The room it takes; Mermaid leaves a broad edge round a pie, and forgets the long lines of its legend.
const measure = (svg) => {
  const [x, y, width, height] = svg
    .getAttribute("viewBox")
    .split(/[\s,]+/)
    .map(Number);
  if (svg.getAttribute("aria-roledescription") !== "pie") return { x, y, width, height };
  const box = svg.getBBox();
  return { x: box.x - EDGE_PX, y: box.y - EDGE_PX, width: box.width + 2 * EDGE_PX, height: box.height + 2 * EDGE_PX };
};

const resize = (svg) => {
  const { x, y, ...size } = measure(svg);
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.style.maxWidth = "";
  return { width, height };
};

export const picture = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const svg = document.importNode(holder.content.querySelector("svg"), true);
  document.body.append(svg);
  thinOut(svg);
  readNames(svg);
  makeLegible(svg);
  const size = resize(svg);
  svg.remove();
  return { svg: new XMLSerializer().serializeToString(svg), ...size };
};
