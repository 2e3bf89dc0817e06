// Mermaid, at work in the diagrams' room; the page itself only asks for this file's address.
import { colours, coloursOfC4, rules } from "./diagram_colours";
import { picture } from "./diagram_picture";
import { repaired, withSigns } from "./diagram_repair";

export const address = import.meta.url;

// What a diagram may not set for itself.
const OURS = [
  ...["theme", "themeVariables", "themeCSS", "darkMode", "fontFamily", "htmlLabels", "dompurifyConfig"],
  ...["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "suppressErrorRendering"],
];

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
  themeCSS: rules(look),
  themeVariables: { ...colours(look), fontFamily: look.font },
  flowchart: { nodeSpacing: 32, rankSpacing: 40 },
  sequence: { diagramMarginX: 6, actorMargin: 28, width: 120, height: 46, mirrorActors: false },
  gantt: { axisFormat: "%m-%d", useWidth: 480 },
  pie: { legendPosition: "bottom" },
  quadrantChart: { chartWidth: 440, chartHeight: 440 },
  xyChart: { width: 480, height: 360 },
  radar: { width: 380, height: 380 },
  sankey: { width: 480, height: 360, labelStyle: "outlined" },
  venn: { width: 480, height: 320 },
  packet: { bitWidth: 20 },
  c4: coloursOfC4(),
});

let count = 0;

const render = async (mermaid, code) => {
  count += 1;
  return (await mermaid.render(`diagram-${count}`, withSigns(code))).svg;
};

// What is refused is tried once more with its labels in quotes.
const draw = async (code, look) => {
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize(settings(look));
  const svg = await render(mermaid, code).catch((refused) => {
    const source = repaired(code);
    if (!source) throw refused;
    return render(mermaid, source);
  });
  return picture(svg);
};

if (globalThis.window?.name === "diagram-room") globalThis.draw = draw;
