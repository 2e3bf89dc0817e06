// The colours of diagrams, in both themes: words on what they stand on have a contrast of at least 4.5 : 1, lines and
// shapes of 3 : 1. Mermaid's names for them.

const DARKEST = "#14110c"; // words on the colours below, which are neither light nor dark
const HUES = {
  light: ["#637ee9", "#c2732e", "#3d9463", "#d6645c", "#9e71d0", "#3792a4"],
  dark: ["#95a5e4", "#cf9e72", "#6db68c", "#d99692", "#b69bd4", "#6db2c0"],
};
const MOST = 12; // slices, branches, sections

const numbered = (name, from, colour) =>
  Object.fromEntries(Array.from({ length: MOST }, (_each, at) => [`${name}${from + at}`, colour(at)]));

// Slices, branches and sections, and the words on them; a journey's have words in ink.
const scales = (look, hues) => {
  const hue = (at) => hues[at % hues.length];
  const word = () => DARKEST;
  return {
    ...numbered("pie", 1, hue),
    ...numbered("venn", 1, hue),
    ...numbered("git", 0, hue),
    ...numbered("cScale", 0, hue),
    ...numbered("cScalePeer", 0, hue),
    ...numbered("cScaleInv", 0, hue),
    ...numbered("gitInv", 0, () => look.ink),
    ...numbered("gitBranchLabel", 0, word),
    ...numbered("cScaleLabel", 0, word),
    ...numbered("fillType", 0, (at) => look[at % 2 ? "ore-soft" : "accent-soft"]),
  };
};

const ofFlow = (look) => ({
  primaryColor: look["accent-soft"],
  primaryBorderColor: look.accent,
  primaryTextColor: look.ink,
  secondaryColor: look["ore-soft"],
  secondaryBorderColor: look.ore,
  secondaryTextColor: look.ink,
  tertiaryColor: look.surface,
  tertiaryBorderColor: look["ink-soft"],
  tertiaryTextColor: look.ink,
  lineColor: look["ink-soft"],
  arrowheadColor: look["ink-soft"],
  textColor: look.ink,
  titleColor: look.ink,
  edgeLabelBackground: look.sunken,
  labelBackgroundColor: look.sunken,
  transitionLabelColor: look.ink,
  stateLabelColor: look.ink,
  rowOdd: look.surface,
  rowEven: look.sunken,
  attributeBackgroundColorOdd: look.surface,
  attributeBackgroundColorEven: look.sunken,
  relationLabelBackground: look.sunken,
  relationLabelColor: look.ink,
  archEdgeColor: look["ink-soft"],
  archEdgeArrowColor: look["ink-soft"],
  archGroupBorderColor: look["ink-soft"],
});

const ofSequence = (look) => ({
  activationBkgColor: look["ore-soft"],
  activationBorderColor: look.ore,
  sequenceNumberColor: look.sunken,
  noteBkgColor: look["ore-soft"],
  noteBorderColor: look.ore,
  noteTextColor: look.ink,
});

const ofGantt = (look) => ({
  gridColor: look.line,
  sectionBkgColor: look.surface,
  altSectionBkgColor: look.sunken,
  sectionBkgColor2: look.surface,
  excludeBkgColor: look.line,
  taskBkgColor: look["accent-soft"],
  taskBorderColor: look.accent,
  activeTaskBkgColor: look["ore-soft"],
  activeTaskBorderColor: look.ore,
  doneTaskBkgColor: look.line,
  doneTaskBorderColor: look["ink-soft"],
  critBkgColor: look["danger-soft"],
  critBorderColor: look.danger,
  todayLineColor: look.danger,
  vertLineColor: look.accent,
  taskTextColor: look.ink,
  taskTextDarkColor: look.ink,
  taskTextLightColor: look.ink,
  taskTextOutsideColor: look.ink,
});

const ofCharts = (look, hues) => ({
  pieOpacity: "1",
  pieStrokeColor: look.sunken,
  pieOuterStrokeWidth: "0",
  pieTitleTextSize: "18px",
  pieSectionTextColor: DARKEST,
  commitLabelColor: look.ink,
  commitLabelBackground: look.sunken,
  quadrant1Fill: look.surface,
  quadrant2Fill: look["accent-soft"],
  quadrant3Fill: look.surface,
  quadrant4Fill: look["accent-soft"],
  quadrant1TextFill: look.ink,
  quadrant2TextFill: look.ink,
  quadrant3TextFill: look.ink,
  quadrant4TextFill: look.ink,
  quadrantPointFill: look.accent,
  quadrantInternalBorderStrokeFill: look["ink-soft"],
  quadrantExternalBorderStrokeFill: look["ink-soft"],
  xyChart: { backgroundColor: look.sunken, plotColorPalette: hues.join() },
  radar: { axisColor: look["ink-soft"], graticuleColor: look["ink-soft"], graticuleOpacity: 0.12, curveOpacity: 0.35 },
  packet: {
    ...{ startByteColor: look.ink, endByteColor: look.ink, labelColor: look.ink, titleColor: look.ink },
    ...{ blockStrokeColor: look["ink-soft"], blockFillColor: look.surface },
  },
  treeView: { labelColor: look.ink, lineColor: look["ink-soft"], descriptionColor: look["ink-soft"] },
  wardley: { backgroundColor: look.sunken, componentFill: look.surface, annotationFill: look.surface },
});

// Cynefin's five fields, and event models', which bring pastels of their own.
const ofFields = (look) => ({
  cynefin: {
    ...{ complexBg: look.surface, complicatedBg: look.sunken, chaoticBg: look.surface, clearBg: look.sunken },
    ...{ confusionBg: look["accent-soft"], cliffColor: look.danger, textColor: look.ink, labelColor: look.ink },
  },
  emUiFill: look.surface,
  emUiStroke: look["ink-soft"],
  emProcessorFill: look["danger-soft"],
  emProcessorStroke: look.danger,
  emReadModelFill: look.sunken,
  emReadModelStroke: look["ink-soft"],
  emCommandFill: look["accent-soft"],
  emCommandStroke: look.accent,
  emEventFill: look["ore-soft"],
  emEventStroke: look.ore,
  emSwimlaneBackgroundOdd: look.surface,
  emSwimlaneBackgroundStroke: look["ink-soft"],
});

export const colours = (look) => {
  const hues = HUES[look.dark ? "dark" : "light"];
  return {
    darkMode: look.dark,
    useGradient: false,
    dropShadow: "none",
    background: look.surface,
    fontSize: "15px",
    ...ofFlow(look),
    ...ofSequence(look),
    ...ofGantt(look),
    ...ofCharts(look, hues),
    ...ofFields(look),
    ...scales(look, hues),
  };
};

// What no variable sets. Words of a sequence stand on whatever colour its author gave the field behind them.
export const rules = (look) => `
  text[class^="treemap"] { fill: ${look.ink} !important; fill-opacity: 1; }
  [class^="treemapSection"], [class^="treemapLeaf"] { fill-opacity: 0.22; }
  rect.rect { fill-opacity: 0.3; }
  .messageText, .loopText, .loopText > tspan {
    stroke: ${look.sunken}; stroke-width: 3px; stroke-linejoin: round; paint-order: stroke;
  }
  .lineWrapper line { stroke: ${look.ink}; }
  .grid .tick line { stroke: ${look.line}; }
  foreignObject { color: ${look.ink}; }
  [fill="black"], [fill="#000"], [fill="#444444"] { fill: ${look.ink}; }
  [stroke="black"], [stroke="#000"], [stroke="#444444"] { stroke: ${look["ink-soft"]}; }
`;

// A C4 diagram takes no theme: people and systems of our own and of others, each with white words.
const C4_PARTS = "person system container component".split(" ");
const C4_OURS = "#3354cf";
const C4_OTHERS = "#686155";

export const coloursOfC4 = () => {
  const kinds = C4_PARTS.flatMap((part) => [part, `${part}_db`, `${part}_queue`]);
  const pairs = (prefix, colour) =>
    kinds.flatMap((kind) => [
      [`${prefix}${kind}_bg_color`, colour],
      [`${prefix}${kind}_border_color`, colour],
    ]);
  return Object.fromEntries([...pairs("", C4_OURS), ...pairs("external_", C4_OTHERS)]);
};
