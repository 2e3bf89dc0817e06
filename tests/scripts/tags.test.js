// HTML in a reply: harmless tags are what they mean, comments vanish, everything else is shown as it was written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, growing, rendered } from "./render";

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const MEANT = {
  "H<sub>2</sub>O 与 x<sup>2</sup>": "H<sub>2</sub>O 与 x<sup>2</sup>",
  "按<kbd>Ctrl</kbd>+<KBD>C</KBD>": "按<kbd>Ctrl</kbd>+<kbd>C</kbd>",
  "<u>甲</u><mark>乙</mark><s>丙</s><b>丁</b><i>戊</i>": "<u>甲</u><mark>乙</mark><s>丙</s><b>丁</b><i>戊</i>",
  "甲<br>乙<br/>丙<BR />丁": "甲<br/>\n乙<br/>\n丙<br/>\n丁",
  "<b>**粗**和`码`</b>": "<b><strong>粗</strong>和<code>码</code></b>",
  "**<u>“甲”</u>**和": "<strong><u>“甲”</u></strong>和",
  "<b>一<i>二<u>三</u></i></b>": "<b>一<i>二<u>三</u></i></b>",
  "<b>一<i>二</b>三</i>": "<b>一<i>二</i></b><i>三</i>",
  "甲<!-- 乙 -->丙": "甲丙",
  "甲\n<!-- 乙\n- 丙\n-->\n丁": "甲<br/>\n丁",
  "`<!-- 码 -->`": "<code>&lt;!-- 码 --&gt;</code>",
  "`<b>`和<b>乙</b>": "<code>&lt;b&gt;</code>和<b>乙</b>",
};

const WRITTEN = [
  "甲<b>乙",
  "甲</b>乙",
  "甲<b/>乙",
  "Vec<u>和 List<s>",
  '<b class="x">甲</b>',
  "甲<span>乙</span>",
  "甲<a href=x>乙</a>",
  "<b onclick=x>甲</b>",
  "甲<font>乙</font><center>丙</center>",
  "甲 <!-- 乙",
  "甲 < 乙 > 丙",
  "甲<svg/onload=alert(1)>",
  "甲<strong>乙</strong>",
];

for (const [text, html] of Object.entries(MEANT)) {
  test(`“${text}” is what it means`, () => {
    assert.equal(rendered(text), `<p>${html}</p>`);
    assertStreamsAsReloaded(text);
  });
}

for (const text of WRITTEN) {
  test(`“${text}” is shown as it is written`, () => {
    assert.equal(rendered(text), `<p>${escaped(text)}</p>`);
    assertStreamsAsReloaded(text);
  });
}

test("a block of HTML keeps its lines and is no markdown", () => {
  const text = '<div align="center">\n  **甲** <b>乙</b>\n</div>';
  assert.equal(rendered(text), `<p class="plain">${escaped(text)}</p>`);
});

test("in cells, items, quotes and headings too", () => {
  assert.match(rendered("| 甲<br>乙 |\n|---|\n| <kbd>C</kbd> |"), /<th>甲<br\/>\n乙<\/th>.*<td><kbd>C<\/kbd><\/td>/s);
  assert.match(rendered("- <u>甲</u>"), /<li><u>甲<\/u><\/li>/);
  assert.match(rendered("> <mark>甲</mark>"), /<p><mark>甲<\/mark><\/p>/);
  assert.match(rendered("## 水 H<sub>2</sub>O"), /<h2>水 H<sub>2<\/sub>O<\/h2>/);
});

test("while it grows no half tag and no half comment is shown", () => {
  for (const text of ["甲<sub>乙</sub>丙<br>丁<kbd>戊</kbd>", "甲<!-- 乙\n- 丙 -->丁", "<!-- 甲 -->\n乙"]) {
    for (const { text: sofar, html } of frames(text)) assert.doesNotMatch(html, /&lt;|&gt;|--|- 丙/, sofar);
  }
});

test("a thousand tags within each other cost nothing and break nothing", () => {
  const started = performance.now();
  for (const text of [
    "<b>".repeat(1200) + "甲",
    "<b><i>".repeat(600) + "甲" + "</b></i>".repeat(600),
    "<u>".repeat(1200) + "甲" + "</u>".repeat(1200),
  ]) {
    assert.match(rendered(text), /甲/);
  }
  assert.ok(performance.now() - started < 2000);
});

test("a comment may hold anything, blank lines too, and stays in code", () => {
  assert.equal(rendered("甲\n\n<!-- 乙\n\n# 丙\n\n```\n丁\n-->\n\n戊"), rendered("甲\n\n戊"));
  assert.match(rendered("```html\n<!-- 甲 -->\n```"), /&lt;!-- 甲 --&gt;/);
  assert.match(rendered("~~~html\n<!-- 甲 -->\n~~~"), /&lt;!-- 甲 --&gt;/);
  assert.match(rendered("- 甲\n  ```html\n  <!-- 乙 -->\n  ```"), /&lt;!-- 乙 --&gt;/);
  assertStreamsAsReloaded("甲\n\n<!-- 乙\n\n- 丙\n-->\n\n丁 `<!--` 戊");
});

test("a sign that begins no comment hides nothing for long", () => {
  assert.match(growing("用 <!-- 开始注释。\n\n下一段"), /下一段/);
  assert.match(growing(`<!-- ${"甲".repeat(5000)}`), /甲/);
});
