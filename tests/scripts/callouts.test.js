// Call-outs: quotes that begin with “[!NOTE]” and its kin.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, frames, rendered } from "./render";

const callout = (kind, html) =>
  `<div class="callout" data-kind="${kind}" role="note"><p class="callout-name">${kind}</p>${html}</div>`;
const trimmed = (text) => rendered(text).replaceAll("\n", "");

for (const kind of ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"]) {
  test(`[!${kind}] is one`, () => {
    const text = `> [!${kind}]\n> 京都**多雨**。\n>\n> - 带伞`;
    assert.equal(
      trimmed(text),
      callout(kind.toLowerCase(), "<p>京都<strong>多雨</strong>。</p><ul><li>带伞</li></ul>"),
    );
    assertStreamsAsReloaded(text);
  });
}

test("its words may begin in the same line", () =>
  assert.equal(trimmed("> [!TIP] 带伞"), callout("tip", "<p>带伞</p>")));

test("it may stand in an item", () => assert.match(trimmed("- 甲\n  > [!NOTE]\n  > 乙"), /<li>.*data-kind="note".*乙/));

for (const text of ["> [!OTHER]\n> 甲", "> 甲 [!NOTE]", "[!NOTE]\n甲", "> `[!NOTE]`"]) {
  test(`${JSON.stringify(text)} is none`, () => assert.doesNotMatch(rendered(text), /callout/));
}

test("while it grows its sign is not shown as words", () => {
  for (const { text, html } of frames("> [!WARNING]\n> 京都多雨。"))
    assert.doesNotMatch(html.replace(/<[^>]*>/g, ""), /[[\]!]|WARN/, text);
});
