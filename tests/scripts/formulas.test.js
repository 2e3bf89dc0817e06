// Which parts of a text are formulas, and which are money, variables and code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { masked, unmasked } from "../../assets/js/formulas/math_tokens";
import { assertStreamsAsReloaded, growing, rendered } from "./render";

const formulasIn = (text) => masked(text, false).formulas.map(({ tex }) => tex);

const GLUED = {
  "CO$_2$，20m$^2$，H$_2$O": ["_2", "^2", "_2"],
  "SO$_4^{2-}$、Na$^+$、Cl$^-$和 Ca$^{2+}$": ["_4^{2-}", "^+", "^-", "^{2+}"],
  "1920$\\times$1080 和 25$^\\circ$C": ["\\times", "^\\circ"],
  "$25^\\circ$C、$10^{-3}$mol、5$\\mu$m、3$\\sim$5 天、10$\\%$": ["25^\\circ", "10^{-3}", "\\mu", "\\sim", "\\%"],
  "5$ \\times $6": ["\\times"],
  "p$<$0.05，n$=$10": ["<", "="],
  "第$n$个，the $n$th, $p$-value": ["n", "n", "p"],
  "x$^{\\mathrm{a{b}}}$": ["^{\\mathrm{a{b}}}"],
};

test("a formula may be glued to a letter, a digit or Chinese", () => {
  for (const [text, tex] of Object.entries(GLUED)) assert.deepEqual(formulasIn(text), tex, text);
});

const SPACED = {
  "变量 $ x $ 和 $ \\alpha + \\beta $": ["x", "\\alpha + \\beta"],
  "能量 $ E = mc^2 $。": ["E = mc^2"],
  "It costs 5 $ and 10 $ more.": [],
  "5 $ + 10 $ = 15 $": [],
  "$ 5 = $ 10": [],
  "$ echo hello; $ ls": [],
  "$ make CC=gcc $ ls": [],
};

test("spaces inside are allowed where it can only be a formula", () => {
  for (const [text, tex] of Object.entries(SPACED)) assert.deepEqual(formulasIn(text), tex, text);
});

const MONEY_AND_SHELL = [
  "$5 and $10, US$5 or US$6, $3-$4 a day; between $5, or 6$.",
  "5$ 和 10$，15$",
  "$5，$10；$15/$20（$25）",
  "从 $5M 到 $6M",
  "$HOME/bin:$PATH 和 ${A}:${B} 和 ${x}${y} 和 $a$b$c",
  "$_GET和$_POST，$_GET['a'].$_POST['b']",
  "$env:USERPROFILE\\bin;$env:PATH",
  "C:\\$Recycle.Bin\\$x",
  "`$x$` 和 ``$y$``",
  "PID 是 $$，父进程是 $$ 吗",
  "^\\d+$，^\\w+$",
];

test("prices and shell variables stay text", () => {
  for (const text of MONEY_AND_SHELL) assert.deepEqual(formulasIn(text), [], text);
});

const AFTER_A_PAIR = {
  "5$ 和 10$，$x$ 是变量": ["x"],
  "价格是5$，$x$是变量": ["x"],
  "$5 and $x$": ["x"],
  "$5,$x$": ["x"],
  "花费$5，长度$x$": ["x"],
  "$k$NN 和 $x$": ["x"],
  "a$b$c，20m$x$，$y$": ["y"],
};

test("a refused pair is skipped as a pair, unless its second dollar opens a formula", () => {
  for (const [text, tex] of Object.entries(AFTER_A_PAIR)) assert.deepEqual(formulasIn(text), tex, text);
});

const ALONE = {
  "$$\nx^2\n\n+ y^2\n$$": ["x^2\n\n+ y^2"],
  "\\[\n\na = b\n\n\\]": ["a = b"],
  "解：\n\\begin{align}\na &= b \\\\\n\n&= \\{c\\}\n\\end{align}\n完": [
    "\\begin{align}\na &= b \\\\\n\n&= \\{c\\}\n\\end{align}",
  ],
  "> $$\n> a_1\n>\n> b_1\n> $$": ["a_1\n\nb_1"],
  "1. 解\n   $$\n   x_1\n\n   y_1\n   $$": ["x_1\n\n   y_1"],
  "矩阵 \\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} 可逆": ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}"],
  "公式：$$\nx^2\n\n+ y\n$$\n后": ["x^2\n\n+ y"],
  "\\begin{itemize}\n\\item a\n\\end{itemize}": [],
  "用 \\begin{cases} 和 \\end{cases} 包起来": [],
  "$$ 是进程号\n\n这是别的\n\n$$": [],
  "$$ x^2\n\n这里我们忘了关\n\n$$\ny^2\n$$": ["y^2"],
};

test("a formula on its own lines may hold blank lines, but no sentences", () => {
  for (const [text, tex] of Object.entries(ALONE)) assert.deepEqual(formulasIn(text), tex, text);
});

test("nothing of a formula is lost, wherever it stands", () => {
  const text = "- $\\{a\\_b\\%\\}$\n\n| $|x|$ | $\\|y\\|$ |\n| - | - |\n| $\\begin{matrix}1\\\\2\\end{matrix}$ | |";
  const { text: bare, formulas } = masked(text, false);
  assert.equal(unmasked(bare, formulas), text);
  assert.equal(formulas.length, 4);
});

const isOneBlock = (html) => !/<p>[^<]*\\/.test(html);

test("blank lines, streamed or not, keep a formula in one block", () => {
  for (const text of Object.keys(ALONE)) assertStreamsAsReloaded(`前文\n\n${text}\n\n后文 **粗**`);
  const html = rendered("前文\n\n$$\nx^2\n\n+ y^2\n$$\n\n后文 **粗**");
  assert.match(html, /<span class="formula display written"[^>]*>\$\$\nx\^2\n\n\+ y\^2\n\$\$<\/span>/);
  assert.match(html, /<strong>粗<\/strong>/);
  assert.ok(isOneBlock(html));
});

test("a lone opening sign does not swallow what follows", () => {
  const html = rendered("$$\n\n# 题\n\n**粗**的一段话\n\n- 项目");
  assert.match(html, /<h1>题<\/h1>/);
  assert.match(html, /<strong>粗<\/strong>/);
});

test("what never closes is shown as it was written, with its backslashes", () => {
  for (const text of ["\\(x", "\\[x^2", "\\[\na \\\\\nb", "$$\na \\\\ b", "- \\(x \\, y"])
    assert.ok(rendered(text).includes(text.replace("- ", "")), text);
  assert.match(rendered("- \\(x\n- **粗**"), /<li><strong>粗<\/strong><\/li>/);
});

test("chemistry needs no dollars, but code is code", () => {
  assert.deepEqual(formulasIn("\\ce{H2O} 和 \\pu{1 J}，$\\ce{CO2}$，\\ce{Fe^{3+} + 3OH- -> Fe(OH)3 v}，`\\ce{O2}`"), [
    "\\ce{H2O}",
    "\\pu{1 J}",
    "\\ce{CO2}",
    "\\ce{Fe^{3+} + 3OH- -> Fe(OH)3 v}",
  ]);
});

test("half of a formula is what was written", () => {
  for (const half of ["\\[ a*b*c_1 \\{ x", "$a*b*c_1", "$$\nx*y*z\n\n+ a*b*", "\\begin{align}\na*b*c &= d\\\\"]) {
    const html = growing(`看\n\n${half}`);
    assert.doesNotMatch(html, /<em>/, half);
    assert.ok(html.includes(half.replaceAll("&", "&amp;")), html);
  }
});
