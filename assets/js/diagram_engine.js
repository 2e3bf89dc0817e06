// Mermaid, at work in the diagrams' room; the page itself only asks for this file's address.
export const address = import.meta.url;

// What a diagram may not set for itself.
const OURS = [
  ...["theme", "themeVariables", "themeCSS", "darkMode", "fontFamily", "htmlLabels", "dompurifyConfig"],
  ...["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering"],
];

const SCALES = {
  light: ["#b9c6f5", "#ecc9a4", "#b5dcc2", "#f2bdb5", "#d3c0ea", "#b3d4da"],
  dark: ["#4a5ba3", "#7d5c3a", "#3f7553", "#8a4a43", "#665289", "#3f6f79"],
};
const MOST_IN_SCALE = 12;

// Mermaid's names for the colours of slices, branches and sections: pie1, git0, cScale0 and their labels.
const scale = (look) => {
  const shades = SCALES[look.dark ? "dark" : "light"];
  const names = {};
  for (let at = 0; at < MOST_IN_SCALE; at += 1) {
    const shade = shades[at % shades.length];
    for (const name of [`pie${at + 1}`, `git${at}`, `cScale${at}`, `cScaleInv${at}`]) names[name] = shade;
    for (const name of [`gitBranchLabel${at}`, `cScaleLabel${at}`]) names[name] = look.ink;
  }
  return names;
};

const colours = (look) => ({
  darkMode: look.dark,
  useGradient: false,
  dropShadow: "none",
  background: look.surface,
  primaryColor: look["accent-soft"],
  primaryBorderColor: look.accent,
  primaryTextColor: look.ink,
  secondaryColor: look["ore-soft"],
  secondaryBorderColor: look.ore,
  secondaryTextColor: look.ink,
  tertiaryColor: look.sunken,
  tertiaryBorderColor: look.line,
  tertiaryTextColor: look.ink,
  lineColor: look["ink-soft"],
  textColor: look.ink,
  noteBkgColor: look["ore-soft"],
  noteBorderColor: look.ore,
  noteTextColor: look.ink,
  edgeLabelBackground: look.sunken,
  gridColor: look["ink-soft"],
  pieStrokeColor: look.sunken,
  pieOuterStrokeWidth: "0",
  pieTitleTextSize: "18px",
  pieSectionTextColor: look.ink,
  fontSize: "15px",
  ...scale(look),
});

// Drawn for a phone: close together, nothing said twice.
const settings = (look) => ({
  startOnLoad: false,
  securityLevel: "strict",
  suppressErrorRendering: true,
  htmlLabels: false,
  maxTextSize: 20000,
  maxEdges: 300,
  secure: OURS,
  theme: "base",
  fontFamily: look.font,
  look: "classic",
  themeVariables: { ...colours(look), fontFamily: look.font },
  flowchart: { nodeSpacing: 32, rankSpacing: 40 },
  sequence: { diagramMarginX: 6, actorMargin: 28, width: 120, height: 46, mirrorActors: false },
  gantt: { axisFormat: "%m-%d" },
});

// A picture needs a size of its own, and XML.
const picture = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const svg = holder.content.querySelector("svg");
  const [, , width, height] = svg.getAttribute("viewBox").split(/[\s,]+/).map((size) => Math.ceil(Number(size)));
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.style.maxWidth = "";
  return { svg: new XMLSerializer().serializeToString(svg), width, height };
};

let count = 0;

const draw = async (code, look) => {
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize(settings(look));
  count += 1;
  const { svg } = await mermaid.render(`diagram-${count}`, code);
  return picture(svg);
};

if (globalThis.name === "diagram-room") globalThis.draw = draw;
