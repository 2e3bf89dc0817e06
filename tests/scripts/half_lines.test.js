// Nothing flashes as what it is not: at every character of a stream there stands the beginning of what will stand
// there in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, growing, rendered } from "./render";

const F = "```";

// What a reader reads, without the names of buttons and without the notes below.
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
const read = (html) =>
  html
    .replace(/<section[\s\S]*|<button.*?<\/button>|<figcaption.*?<\/figcaption>|<[^>]*>|\s/g, "")
    .replace(/&[#\w]+;/g, (entity) => ENTITIES[entity]);

const elements = (html) => {
  const counts = new Map();
  for (const [, tag] of html.replace(/<section[\s\S]*/, "").matchAll(/<([a-z][\w-]*)/g)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
};

const assertOnlyGrows = (text) => {
  const moments = frames(text).filter(({ html }) => !html.startsWith('<div class="markdown">'));
  const whole = read(moments.at(-1).html);
  let before = new Map();
  for (const { text: sofar, html } of moments) {
    const now = elements(html);
    const at = JSON.stringify(sofar.slice(-30));
    assert.ok(whole.startsWith(read(html)), `after ${at} there stands ${html.slice(-200)}`);
    for (const [tag, count] of before) assert.ok(count <= (now.get(tag) ?? 0), `<${tag}> goes away after ${at}`);
    before = now;
  }
};

const TEXTS = {
  "paragraphs and lists":
    "**三天**慢慢走：\n\n1. 清水寺\n2. 岚山\n   - 早上去\n   - __人少__\n10. 奈良\n\n接着 *丙*、~~丁~~、`code`。\n",
  "lists right below words": "段\n- 乙\n- 丙\n\n段\n1. a\n2. b\n\n---\n\n***\n\n尾\n\n* * *\n\n- 甲\n\n- 乙\n",
  tasks: "- [ ] 未\n- [x] 完\n- [链接](https://a.example/x) 后\n- - 深\n- 1. 嵌\n",
  tables:
    "| 项目 | 预算 |\n| --- | :---: |\n| 住 **宿** | `12` |\n| [网](https://a.example) | x |\n\n看表：\n| a | b |\n|---|---|\n| 1 | 2 |\n总结：以上\n",
  "tables in lists and quotes":
    "- 甲\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- 乙\n\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> - 引\n>   - 二\n",
  "fences in lists and quotes": `1. 一：\n   ${F}bash\n   pip\n   ${F}\n2. ${F}py\n   print(1)\n   ${F}\n3. 三\n   - 甲\n     ${F}js\n     1\n     ${F}\n\n> 引\n> ${F}js\n> 1\n> ${F}\n> 后\n`,
  "fences and backticks": `看：${F}py\nprint("\`")\n${F}\n看 ${F}like this${F} 和\n\n${F}like this${F} 首\n\n~~~\n~\n~~~\n\n\`\`a \` b\`\` 尾\n`,
  "a sample of markdown": `${F}markdown\n# T\n\n${F}python\nprint(1)\n${F}\n\n${F}\nx\n${F}\n\n尾\n${F}\n\n后面`,
  "words behind code in lists": `1. 甲\n   文\n   ${F}js\n   a\n\n   b\n   ${F}\n   后文 **粗**\n   - 子\n2. ${F}{ .py }\n   1\n   ${F}后\n\n看 ${F}{python}\n1\n${F}\n`,
  headings: "# 一级\n\n## 二级 ##\n\n#标签 不是\n\n### **粗**\n",
  "numbers and signs": "1986年，3.14，1) 项\n\n42\n\n1986. 年\n\n+ 加\n\n5 * 3 = 15，a_b_c，2 > 1，1 < 2，A & B\n",
  "signs over two lines":
    "**多\n行** 和 *一\n二* 尾\n\n***粗斜*** 与 **a *b* c**，**注意：**先看，他说**“甲”**和**“乙”**都对。\n\n* **项**：说明\n* *斜* 说明\n",
  quotes: "> 引用\n懒\n\n>\n> a\n\n> 一\n> - 二\n",
  "escapes and breaks": "a\\*b\\_c \\# 反斜\\\\杠\n\n行尾\\\n换行  \n两格\n",
  "code by indentation": "段\n\n    缩进代码\n    二\n\n后\n",
  "addresses and pictures":
    "见[官网](https://kyoto.example/a_b)，<https://a.example/x>，再看 ![图](https://a.example/p.png) 与 &amp; 和 &lt;。\n",
  "formulas in the head of a table": "| $a$ | $|x|$ |\n|---|---|\n| 1 | 2 |\n",
  tags: "| 甲 |\n|---|\n| 一<br/>二<br />三 |\n\n- <details>\n  <summary>甲</summary>\n\n  乙\n\n  </details>\n- 用**`npm`**装\n",
  sources: "参考[1][2]，见[3]。a[1] 与 [4](https://a.example)。\n",
  "bars in cells": "| 甲 | 乙 |\n|---|---|\n| **b \\| c** | d |\n",
  "a table right below an item": "1. 甲\n| a | b |\n|---|---|\n| 1 | 2 |\n2. 乙\n",
  notes: "红叶[^1]，岚山[^trip]。\n\n[注意] 开头\n\n[^1]: 十一月，**早**去。\n[^trip]: 见书，\n    第三章。\n",
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`only grows: ${name}`, () => assertOnlyGrows(text));
  test(`streams as reloaded: ${name}`, () => assertStreamsAsReloaded(text));
}

const HALVES = [
  ["段\n-", "<p>段</p>"],
  ["段\n--", "<p>段</p>"],
  ["段\n=", "<p>段</p>"],
  ["段\n1", "<p>段</p>"],
  ["段\n2.", "<p>段</p>"],
  ["段\n#", "<p>段</p>"],
  ["段\n>", "<p>段</p>"],
  ["段\n|", "<p>段</p>"],
  ["段\n| a | b", "<p>段</p>"],
  ["段\n| a | b |\n", "<p>段</p>"],
  ["段\n[", "<p>段</p>"],
  ["段\n[site]: https://a.ex", "<p>段</p>"],
  ["段\n`", "<p>段</p>"],
  [`段\n${F}py`, "<p>段</p>"],
  [`段：${F}py`, "<p>段：</p>"],
  ["- 甲\n- __乙", "<ul><li>甲</li><li><strong>乙</strong></li></ul>"],
  ["- 甲\n- **", "<ul><li>甲</li></ul>"],
  ["*丙", "<p><em>丙</em></p>"],
  ["- 甲\n  - 乙\n    ``", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"],
  [`- 甲\n  - 乙\n    ${F}js`, "<ul><li>甲<ul><li>乙</li></ul></li></ul>"],
  ["- 甲\n- [", "<ul><li>甲</li></ul>"],
  ["- 甲\n- [x]", "<ul><li>甲</li></ul>"],
  ["- 甲\n\n  1", "<ul><li>甲</li></ul>"],
];

for (const [half, html] of HALVES) {
  test(`while it may become something else it is not shown: ${JSON.stringify(half)}`, () => {
    assert.equal(growing(half).replace(/\n(?=<|$)|(?<=>)\n/g, ""), html);
  });
}

test("a number that begins anew below a number is an item of it", () => {
  const nested = /<ol>\s*<li>甲<ol>\s*<li>乙<\/li>\s*<li>丙<\/li>\s*<\/ol><\/li>\s*<li>丁<\/li>\s*<\/ol>/;
  assert.match(rendered("1. 甲\n  1. 乙\n  2. 丙\n2. 丁"), nested);
  assert.match(rendered("1) 甲\n  1) 乙\n  2) 丙\n2) 丁"), nested);
  assert.doesNotMatch(rendered("1. 甲\n  2. 乙\n 3. 丙"), /<li>[^\n]*<ol>/);
});

test("a table right below an item is one, and the numbers go on", () => {
  const html = rendered("1. 甲\n| a | b |\n|---|---|\n| 1 | 2 |\n2. 乙");
  assert.match(html, /<li>甲<\/li>\s*<\/ol><div class="table".*<td>2<\/td>.*<ol start="2">\s*<li>乙<\/li>/s);
});

test("a table is one from its first delimiter on, and shows no bars", () => {
  for (const half of ["|-", "| :-", "|---|", "|---|--", "|---|---|"]) {
    const html = growing(`| 甲 | 乙 |\n${half}`);
    assert.match(html, /<th[^>]*>甲<\/th><th[^>]*>乙<\/th>/);
    assert.doesNotMatch(html, /\|/);
  }
});

for (const text of ["42", "1.", "- ", "段\n-", "| a | b", "[注", "**", "段\n[site]: https", "见 `"]) {
  test(`a reply that ends as ${JSON.stringify(text)} is shown whole`, () => {
    assert.equal(frames(text).at(-1).html, rendered(text));
    assert.notEqual(rendered(text).replace(/<[^>]*>/g, ""), "");
  });
}
