// Mermaid, at work in the diagrams' room; the page itself only asks for this file's address.
export const address = import.meta.url;

// What a diagram may not set for itself.
const OURS = ["theme", "themeVariables", "themeCSS", "darkMode", "fontFamily", "htmlLabels", "secure", "securityLevel"];
const OURS_TOO = ["startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering", "deterministicIds", "dompurifyConfig"];

const colours = (look) => ({
  darkMode: look.dark,
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
  errorBkgColor: look["danger-soft"],
  fontSize: "15px",
});

const settings = (look) => ({
  startOnLoad: false,
  securityLevel: "strict",
  suppressErrorRendering: true,
  htmlLabels: false,
  maxTextSize: 20000,
  maxEdges: 300,
  secure: [...OURS, ...OURS_TOO],
  theme: "base",
  fontFamily: look.font,
  themeVariables: { ...colours(look), fontFamily: look.font },
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
