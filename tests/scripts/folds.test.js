// <details>: a fold with a summary, and anything in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, growing, markup, rendered } from "./render";

const inBlocks = (html) => `<div class="blocks">${html}</div>`;
const wholeOf = (text) =>
  markup(text)
    .replaceAll(' dir="auto"', "")
    .replace(/^<div class="markdown">|<\/div>$/g, "");
const fold = (summary, html) => `<details><summary><p>${summary}</p></summary>${html}</details>`;

const ROUTE = `先看：

<details>
<summary>**路线**</summary>

第一天[^1]。

1. 东寺
   \`\`\`python
   print("</details>")
   \`\`\`
2. 岚山

| 甲 | 乙 |
|---|---|
| 一 | 二 |

</details>

再见。

[^1]: 周一。`;

test("a fold holds paragraphs, lists, code and tables", () => {
  const html = wholeOf(ROUTE);
  const [, inside] = /<details><summary[^>]*><p[^>]*><strong>路线<\/strong><\/p><\/summary>(.*)<\/details>/s.exec(html);
  for (const part of ["第一天", "<ol>", "<figure", "岚山", "<table>"]) assert.ok(inside.includes(part), part);
  assert.doesNotMatch(inside, /再见/);
  assert.match(html, /<\/details><div class="blocks"><p[^>]*>再见。/);
});

const FOLDS = {
  "<details><summary>甲</summary>乙</details>": fold("甲", inBlocks("<p>乙</p>")),
  "<details>\n<summary>甲</summary>\n乙\n</details>": fold("甲", inBlocks("<p>乙</p>")),
  "<DETAILS>\n\n<Summary>\n甲\n</Summary>\n\n乙\n\n</DETAILS>": fold("甲", inBlocks("<p>乙</p>")),
  "<details>\n\n乙\n\n</details>": `<details>${inBlocks("<p>乙</p>")}</details>`,
  "<details>\n<summary>甲</summary>\n\n<details>\n<summary>乙</summary>\n丙\n</details>\n\n</details>": fold(
    "甲",
    fold("乙", inBlocks("<p>丙</p>")),
  ),
  "<details>\n<summary>甲</summary>\n乙": fold("甲", inBlocks("<p>乙</p>")),
};

for (const [text, html] of Object.entries(FOLDS)) {
  test(`the fold ${JSON.stringify(text)}`, () => {
    assert.equal(wholeOf(text), html);
    assertStreamsAsReloaded(text);
  });
}

test("it streams as it is reloaded, and no half tag is shown", () => {
  assertStreamsAsReloaded(ROUTE);
  for (const { text, html } of frames(ROUTE))
    assert.doesNotMatch(html.replace(/<figure.*?<\/figure>/gs, ""), /&lt;/, text);
});

test("a summary that grows is in its place already", () =>
  assert.match(growing("<details>\n<summary>路"), /<summary[^>]*><p[^>]*>路<\/p><\/summary>/));

test("in an item or a quote it may hold the words of a paragraph", () => {
  const html = "<details><summary>甲</summary>乙</details>";
  assert.equal(rendered(`- ${html}`), `<ul>\n<li>${html}</li>\n</ul>`);
  assert.equal(rendered(`> ${html}`), `<blockquote>\n<p>${html}</p>\n</blockquote>`);
});

const NESTED = {
  "1. 甲\n   <details>\n   <summary>**乙**</summary>\n\n   丙\n\n   - 丁\n\n   </details>\n\n   戊\n2. 己":
    /<li>甲\s*<details><summary><strong>乙<\/strong><\/summary>\s*<p>丙<\/p>\s*<ul>.*丁.*<\/ul>\s*<\/details>\s*<p>戊<\/p>\s*<\/li>/s,
  "> <details>\n> <summary>甲</summary>\n>\n> ```py\n> 1\n> ```\n>\n> </details>\n>\n> 乙":
    /<blockquote>\s*<details><summary>甲<\/summary>\s*<figure.*<\/details>\s*<p>乙<\/p>\s*<\/blockquote>/s,
  "- <details>\n  <summary>甲</summary>\n\n  <details>\n  <summary>乙</summary>\n\n  丙\n  </details>\n  </details>":
    /<details><summary>甲<\/summary>\s*<details><summary>乙<\/summary>\s*(?:<p>)?丙.*<\/details>\s*<\/details>/s,
  "> <details><summary>甲</summary><details><summary>乙</summary>\n>\n> 丙\n>\n> </details></details>":
    /<details><summary>甲<\/summary>\s*<details><summary>乙<\/summary>\s*<p>丙<\/p>\s*<\/details>\s*<\/details>/s,
};

for (const [text, html] of Object.entries(NESTED)) {
  test(`in an item or a quote it may hold blocks: ${JSON.stringify(text)}`, () => {
    assert.match(rendered(text), html);
    assert.doesNotMatch(rendered(text), /&lt;/);
    assertStreamsAsReloaded(text);
  });
}

test("words may stand before it", () => {
  assert.equal(
    wholeOf("看：<details><summary>甲</summary>乙</details>"),
    inBlocks("<p>看：</p>") + fold("甲", inBlocks("<p>乙</p>")),
  );
});

for (const text of [
  "用 <details> 折叠",
  "<details> 是标签",
  "- 用 <details> 和 </details>",
  "</details>",
  "<summary>甲</summary>",
  '<details open="">\n甲\n</details>',
  "`<details>` 甲",
]) {
  test(`${JSON.stringify(text)} is no fold`, () => assert.doesNotMatch(rendered(text), /<details|<summary/));
}

test("a thousand folds within each other break nothing", () =>
  assert.match(rendered(`${"<details>\n".repeat(1000)}甲`), /甲/));
