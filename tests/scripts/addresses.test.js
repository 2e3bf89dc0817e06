// What stands behind “[…]:” at the beginning of a line: an address for the links of the text, or words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, rendered } from "./render";

const WORDS = [
  "[注]: 这是说明",
  "[1]: 张三，《京都》",
  "[Q]: What?\n[A]: Yes",
  "[2024]: 大事记\n\n后文 [2024]",
  "[x]: /a/b\n\n见 [x]",
  "[x]: javascript:alert(1)\n\n[x]",
  "- [甲]: 乙\n- 丙",
  "> [甲]: 乙",
];

const bare = (text) => text.replace(/^[->] /gm, "").replace(/\s/g, "");
const read = (html) => html.replace(/<[^>]*>|\s/g, "");

for (const text of WORDS) {
  test(`words stay, and stand there once: ${JSON.stringify(text)}`, () => {
    assert.equal(read(rendered(text)), bare(text));
    assertStreamsAsReloaded(text);
  });
}

test("words behind an address are no part of it, and stand there once", () => {
  const text = "[官网]: https://a.example 与别的";
  assert.equal(read(rendered(text)), bare(text));
  assert.match(rendered(text), /<a href="https:\/\/a.example"/);
  assertStreamsAsReloaded(text);
});

test("an address is not shown, and leads there from anywhere", () => {
  for (const address of [
    "https://a.example/x",
    "<https://a.example/x>",
    'https://a.example/x "题"',
    "https://a.example/x (题)",
  ]) {
    const text = `见 [官网]。\n\n[官网]: ${address}\n\n再见 [这里][官网]。`;
    const html = rendered(text);
    assert.equal(html.match(/<a href="https:\/\/a.example\/x"/g).length, 2, address);
    assert.equal(read(html), "见官网。再见这里。");
    assertStreamsAsReloaded(text);
  }
});

test("while it grows an address is not shown, and words are as soon as they are known for words", () => {
  const shown = (text) =>
    frames(text)
      .slice(0, -1)
      .map(({ html }) => read(html));
  assert.ok(shown("见 [a]\n\n[a]: https://a.example").every((words) => !words.includes("http")));
  assert.ok(shown("[注]: 说明").includes("[注]:说"));
});
