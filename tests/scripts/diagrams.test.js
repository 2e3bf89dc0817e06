// How a diagram's source is mended when Mermaid refuses it, and its signs named.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { colours } from "../../assets/js/diagrams/diagram_colours";
import { repaired, withSigns } from "../../assets/js/diagrams/diagram_repair";
import { isLarge } from "../../assets/js/diagrams/diagram_size";

const FLOWS = {
  "A[发布 (正式)] --> B": 'A["发布 (正式)"] --> B',
  "A[数组 a[0]] -->|是 (x)| B{是否 [y]?}": 'A["数组 a[0]"] -->|"是 (x)"| B{"是否 [y]?"}',
  "B -- 否 (z) --> C(调用 f(x))": 'B -- "否 (z)" --> C("调用 f(x)")',
  "D -. 虚 (线) .-> E([体育场 (z)])": 'D -. "虚 (线)" .-> E(["体育场 (z)"])',
  "K == 粗 (x) ==> L(((三 (x))))": 'K == "粗 (x)" ==> L((("三 (x)")))',
  "F[(数据库 (主))] & G{{六边形 {x}}} --> H>旗 (x)]": 'F[("数据库 (主)")] & G{{"六边形 {x}"}} --> H>"旗 (x)"]',
  "I[[子 (程)]]-->J[/平行 (四)/]": 'I[["子 (程)"]]-->J[/"平行 (四)"/]',
  'B[他说"你好"]': 'B["他说#quot;你好#quot;"]',
  'B["已有 (引号)"]': 'B["已有 (引号)"]',
  "A（开始） --> B[“引号”，（括号）；《书》]": 'A["开始"] --> B["“引号”，（括号）；《书》"]',
  "A[x (y)];B[z]:::hot": 'A["x (y)"];B["z"]:::hot',
  "subgraph 组 (一)": 'subgraph group1 ["组 (一)"]',
  "subgraph one [标题]": "subgraph one [标题]",
  "style A fill:#fff,stroke:#333": "style A fill:#fff,stroke:#333",
  "A-->B---C==>D": "A-->B---C==>D",
  "A <--> B x--x C o--o D": "A <--> B x--x C o--o D",
};

test("the labels of a flow chart that is refused are put in quotes", () => {
  for (const [line, mended] of Object.entries(FLOWS)) {
    const code = `graph TD\n${line}`;
    assert.equal(repaired(code) ?? code, `graph TD\n${mended}`);
  }
});

const OTHERS = {
  "pie title 花费\n餐饮（含酒）：20": 'pie title 花费\n"餐饮（含酒）" : 20',
  "xychart-beta\nx-axis 月份 [一月, 二月]\nbar [1, 2]": 'xychart-beta\nx-axis "月份" ["一月", "二月"]\nbar [1, 2]',
  "quadrantChart\n功能(A): [0.3, 0.6]": 'quadrantChart\n"功能(A)": [0.3, 0.6]',
  "mindmap\n  root((京都))\n    寺庙 (世界遗产)": 'mindmap\n  root((京都))\n    node2["寺庙 (世界遗产)"]',
  "sequenceDiagram\nA->>B: 先做; 再做": "sequenceDiagram\nA->>B: 先做#59; 再做",
};

test("so are those of its kin", () => {
  for (const [code, mended] of Object.entries(OTHERS))
    assert.ok(repaired(code).includes(mended.split("\n").at(-1)), code);
});

test("what is not known is left alone", () => {
  assert.equal(repaired("gantt\nA (b) :a1, 2026-01-01, 3d"), null);
  assert.equal(repaired(""), null);
  assert.equal(repaired("%% nur ein Kommentar"), null);
});

test("the signs of less and more in a label are named, its tags and arrows are not", () => {
  assert.equal(withSigns('graph TD\nA["a > b<br/>c"] --> B{x > 5}'), 'graph TD\nA["a #gt; b<br/>c"] --> B{x #gt; 5}');
  assert.equal(withSigns("sequenceDiagram\nA->>B: x > 5"), "sequenceDiagram\nA->>B: x > 5");
});

test("a long hostile line is read in a moment", () => {
  for (const line of [
    "A[".repeat(9000),
    "A[a".repeat(5000),
    "A -- ".repeat(4000),
    '"'.repeat(20000),
    "A(".repeat(9000) + ")",
  ]) {
    const began = performance.now();
    repaired(`graph TD\n${line}`);
    withSigns(`graph TD\n${line}`);
    assert.ok(performance.now() - began < 500, `${line.slice(0, 6)} took ${performance.now() - began} ms`);
  }
});

const NAMES = [
  "surface",
  "sunken",
  "line",
  "ink",
  "ink-soft",
  "accent",
  "accent-soft",
  "ore",
  "ore-soft",
  "danger",
  "danger-soft",
];
const css = readFileSync(new URL("../../assets/styles/tokens.css", import.meta.url), "utf8");
const sheet = {
  light: css.slice(css.indexOf(":root"), css.indexOf("html.dark")),
  dark: css.slice(css.indexOf("html.dark")),
};
const look = (theme) => {
  const colourOf = (name) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(sheet[theme])[1];
  return { dark: theme === "dark", ...Object.fromEntries(NAMES.map((name) => [name, colourOf(name)])) };
};

const luminance = (colour) => {
  const levels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = levels.map((level) =>
    level <= 0.03928 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [more, less] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
};

const WORDS_ON = {
  primaryTextColor: ["primaryColor"],
  secondaryTextColor: ["secondaryColor"],
  tertiaryTextColor: ["tertiaryColor"],
  noteTextColor: ["noteBkgColor"],
  textColor: ["edgeLabelBackground", "fillType0", "fillType1", "rowOdd", "rowEven"],
  taskTextColor: ["taskBkgColor", "activeTaskBkgColor", "doneTaskBkgColor", "critBkgColor", "sectionBkgColor"],
  pieSectionTextColor: ["pie1", "pie2", "pie3", "pie4", "pie5", "pie6"],
  commitLabelColor: ["commitLabelBackground"],
  cScaleLabel0: ["cScale0", "cScale1", "cScale2", "cScale3", "cScale4", "cScale5"],
  sequenceNumberColor: ["textColor"],
  quadrant1TextFill: ["quadrant1Fill", "quadrant2Fill"],
  gitBranchLabel0: ["git0", "git1", "git2", "git3", "git4", "git5"],
};
const LINES = [
  "lineColor",
  "primaryBorderColor",
  "noteBorderColor",
  "tertiaryBorderColor",
  "pie1",
  "pie5",
  "git3",
  "cScale2",
];

test("in both themes words and lines of a diagram stand out from what is behind them", () => {
  for (const theme of ["light", "dark"]) {
    const shown = colours(look(theme));
    for (const [words, grounds] of Object.entries(WORDS_ON)) {
      for (const ground of grounds) {
        assert.ok(contrast(shown[words], shown[ground]) >= 4.5, `${theme}: ${words} on ${ground}`);
      }
    }
    for (const line of LINES) assert.ok(contrast(shown[line], look(theme).sunken) >= 3, `${theme}: ${line}`);
  }
});

test("a diagram that would keep the page busy is not drawn unasked", () => {
  const chain = (count) => Array.from({ length: count }, (_each, at) => `n${at} --> n${at + 1}`).join("\n");
  assert.equal(isLarge(`graph TD\n${chain(99)}`), false);
  assert.equal(isLarge(`graph TD\n${chain(299)}`), true);
  assert.equal(isLarge(`graph TD;${chain(299).replaceAll("\n", ";")}`), true);
  const many = Array.from({ length: 15 }, (_each, at) => `a${at}`).join(" & ");
  assert.equal(isLarge(`graph TD\n${many} --> ${many}`), true, "each with each are 225 edges");
  assert.equal(isLarge(`stateDiagram-v2\n${chain(150)}`), true);
  assert.equal(isLarge(`pie\n"${"花".repeat(10000)}": 1`), true);
  assert.equal(isLarge(`mindmap\n${"  a\n".repeat(300)}`), true);
  assert.equal(isLarge('pie title 花费\n"餐饮" : 20'), false);
});
