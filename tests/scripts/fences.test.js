// Where code begins and ends, as models write it: in lists, glued to words, and in a sample of markdown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, rendered } from "./render";

const F = "```";

// The HTML in short: code as “[language:code]”, and no line ends between elements.
const short = (html) =>
  html
    .replace(/<figure.*?<span>([\w:/.]*)<\/span>.*?<code>([\s\S]*?)<\/code><\/pre><\/figure>/g, "[$1:$2]")
    .replace(/\n(?=[<[]|$)|(?<=[>\]])\n/g, "");

const IN_ITEMS = {
  "indented by a column": `1. 装：\n ${F}bash\n pip\n ${F}\n2. 跑\n3. 看`,
  "indented by two columns": `1. 装：\n  ${F}bash\n  pip\n  ${F}\n2. 跑\n3. 看`,
  "indented as markdown asks": `1. 装：\n   ${F}bash\n   pip\n   ${F}\n2. 跑\n3. 看`,
  "indented by more": `1. 装：\n     ${F}bash\n     pip\n     ${F}\n2. 跑\n3. 看`,
  "indented by a tab": `1. 装：\n\t${F}bash\n\tpip\n\t${F}\n2. 跑\n3. 看`,
  "at the margin, right below the words": `1. 装：\n${F}bash\npip\n${F}\n2. 跑\n3. 看`,
  "at the margin, after a blank line, announced": `1. 装：\n\n${F}bash\npip\n${F}\n\n2. 跑\n\n3. 看`,
  "after a blank line": `1. 装：\n\n   ${F}bash\n   pip\n   ${F}\n\n2. 跑\n\n3. 看`,
  "that is closed at the margin": `1. 装：\n   ${F}bash\n   pip\n${F}\n2. 跑\n3. 看`,
  "whose code stands at the margin": `1. 装：\n   ${F}bash\npip\n   ${F}\n2. 跑\n3. 看`,
  "glued to the item's words": `1. 装：${F}bash\npip\n${F}\n2. 跑\n3. 看`,
  "of tildes": `1. 装：\n  ~~~bash\n  pip\n  ~~~\n2. 跑\n3. 看`,
};

for (const [place, text] of Object.entries(IN_ITEMS)) {
  test(`a fence in an item, ${place}, stays in it, and the numbers go on`, () => {
    assert.equal(short(rendered(text)), "<ol><li>装：[bash:pip]</li><li>跑</li><li>看</li></ol>");
    assertStreamsAsReloaded(text);
  });
}

const LISTS = [
  [
    "with text and items behind it",
    `1. 装：\n\n  ${F}bash\n  pip\n\n  pip2\n  ${F}\n\n  然后\n\n  - 甲\n  - 乙\n2. 跑`,
    "<ol><li>装：[bash:pip\n\npip2]<p>然后</p><ul><li>甲</li><li>乙</li></ul></li><li>跑</li></ol>",
  ],
  [
    "first in its item, at any column",
    `1. ${F}sh\n   a\n     b\n   ${F}\n2. ${F}py\nc\n  d\n${F}\n3. 看`,
    "<ol><li>[sh:a\n  b]</li><li>[py:c\n  d]</li><li>看</li></ol>",
  ],
  ["below a lone number", `1.\n${F}sh\na\n${F}\n2.\n${F}\nb\n${F}`, "<ol><li>[sh:a]</li><li>[text:b]</li></ol>"],
  [
    "in a nested list",
    `- 甲\n  - 乙\n    ${F}js\n    1\n    ${F}\n  - 丙\n- 丁`,
    "<ul><li>甲<ul><li>乙[js:1]</li><li>丙</li></ul></li><li>丁</li></ul>",
  ],
  [
    "in a list nested by two columns below a number",
    `1. 甲\n  - 乙\n    ${F}js\n    1\n    ${F}\n  - 丙\n2. 丁`,
    "<ol><li>甲<ul><li>乙[js:1]</li><li>丙</li></ul></li><li>丁</li></ol>",
  ],
  [
    "below a two-digit number",
    `10. 甲\n   ${F}js\n   1\n   ${F}\n11. 乙`,
    '<ol start="10"><li>甲[js:1]</li><li>乙</li></ol>',
  ],
  [
    "after a list that does not announce it",
    `- 甲\n- 乙\n\n${F}js\n1\n${F}\n\n后`,
    "<ul><li>甲</li><li>乙</li></ul>[js:1]<p>后</p>",
  ],
  [
    "between two parts of one list",
    `1. 甲\n\n${F}js\n1\n${F}\n\n2. 乙`,
    '<ol><li>甲</li></ol>[js:1]<ol start="2"><li>乙</li></ol>',
  ],
  [
    "in an item, with words glued behind it",
    `1. 甲\n   ${F}js\n   1\n   ${F}后面\n2. 乙`,
    "<ol><li>甲[js:1]后面</li><li>乙</li></ol>",
  ],
  ["in an item, whose language has spaces", `- 甲\n  ${F}{ .python }\n  1\n  ${F}`, "<ul><li>甲[python:1]</li></ul>"],
  ["at the beginning of an item, whose language has spaces", `- ${F}{ .py }\n  1\n  ${F}`, "<ul><li>[py:1]</li></ul>"],
  ["in a quote, whose language has spaces", `> ${F}{ .py }\n> 1\n> ${F}`, "<blockquote>[py:1]</blockquote>"],
  ["whose language has spaces", `${F}{ .python }\n1\n${F}`, "[python:1]"],
  [
    "whose end was forgotten, before the next item",
    `1. 甲\n   ${F}js\n   1\n2. 乙\n3. 丙`,
    "<ol><li>甲[js:1]</li><li>乙</li><li>丙</li></ol>",
  ],
  [
    "whose end was forgotten, in a nested item",
    `- 甲\n  - 乙\n    ${F}js\n    1\n  - 丙\n- 丁`,
    "<ul><li>甲<ul><li>乙[js:1]</li><li>丙</li></ul></li><li>丁</li></ul>",
  ],
  [
    "whose code looks like the next item",
    `1. 甲\n   ${F}js\n1\n2. 乙\n   ${F}\n2. 丙`,
    "<ol><li>甲[js:1\n2. 乙]</li><li>丙</li></ol>",
  ],
  ["in a quote", `> 引\n> ${F}js\n> 1\n> ${F}\n> 后`, "<blockquote><p>引</p>[js:1]<p>后</p></blockquote>"],
];

for (const [place, text, html] of LISTS) {
  test(`a fence ${place}`, () => {
    assert.equal(short(rendered(text)), html);
    assertStreamsAsReloaded(text);
  });
}

const GLUED = [
  ["to words", `看：${F}py\n1\n${F}\n后`, "<p>看：</p>[py:1]<p>后</p>"],
  ["to words, without a language", `如下：${F}\n1\n${F}\n后`, "<p>如下：</p>[text:1]<p>后</p>"],
  ["to words, with braces", `看 ${F}{python}\n1\n${F}\n后`, "<p>看</p>[python:1]<p>后</p>"],
  ["to words, with a file", `看：${F}js:src/a.js\n1\n${F}\n后`, "<p>看：</p>[js:src/a.js:1]<p>后</p>"],
  ["to the end of the code", `看：\n${F}py\nf(1)${F}\n后`, "<p>看：</p>[py:f(1)]<p>后</p>"],
  ["to the words behind it", `看：\n${F}py\n1\n${F}后面\n又`, "<p>看：</p>[py:1]<p>后面\n又</p>"],
];

for (const [place, text, html] of GLUED) {
  test(`a fence glued ${place} opens and closes a block`, () => {
    assert.equal(short(rendered(text)).replaceAll("<br/>", "\n").replaceAll("\n\n", "\n"), html);
    assertStreamsAsReloaded(text);
  });
}

for (const text of [`写 ${F}let a${F} 即可`, `${F}let a${F} 即可`, `代码以 ${F} 开头`, `> 看：${F}let a${F}`]) {
  test(`three backticks in a line are no block: ${text}`, () => {
    assert.doesNotMatch(rendered(text), /<figure/);
    assertStreamsAsReloaded(text);
  });
}

const SAMPLES = {
  "a fence with a language": `${F}markdown\n# 题\n\n${F}python\n1\n${F}\n\n尾\n${F}\n\n后面`,
  "two fences": `${F}md\n${F}sh\na\n${F}\n和\n${F}py\nb\n${F}\n${F}\n\n后面`,
  "a fence without a language": `${F}markdown\n目录：\n\n${F}\n京都/\n${F}\n\n尾\n${F}\n\n后面`,
  "nothing": `${F}markdown\n# 题\n${F}\n\n后面`,
  "shorter fences": `${F}\`markdown\n${F}py\n1\n${F}\n${F}\`\n\n后面`,
};

for (const [held, text] of Object.entries(SAMPLES)) {
  test(`a sample of markdown that holds ${held} is one block, and what follows is text`, () => {
    const html = short(rendered(text));
    assert.match(html, /^\[\w+:[\s\S]*\]<p>后面<\/p>$/);
    assert.equal(html.match(/后面/g).length, 1);
    assertStreamsAsReloaded(text);
  });
}

test("a sample in a nested item is one block too", () => {
  const text = `1. 甲\n   - 乙\n     ${F}md\n     ${F}py\n     1\n     ${F}\n     ${F}\n2. 丙`;
  const code = `[md:${F}py\n1\n${F}]`;
  assert.equal(short(rendered(text)), `<ol><li>甲<ul><li>乙${code}</li></ul></li><li>丙</li></ol>`);
  assertStreamsAsReloaded(text);
});

test("a sample that ends with its text does not wait for a line below it", () => {
  assert.match(short(rendered(`${F}markdown\n目录：\n\n${F}`)), /^\[markdown:目录：\n\]$/);
});
