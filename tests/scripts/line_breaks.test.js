// A line's end in a reply is a line's end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, rendered } from "./render";

const SHOWN = {
  "1、苹果\n2、香蕉": "<p>1、苹果<br/>\n2、香蕉</p>",
  "姓名：林\n年龄：三十": "<p>姓名：林<br/>\n年龄：三十</p>",
  "床前明月光，  \n疑是地上霜。": "<p>床前明月光，<br/>\n疑是地上霜。</p>",
  "床前明月光，\\\n疑是地上霜。": "<p>床前明月光，<br/>\n疑是地上霜。</p>",
  "甲\r\n乙": "<p>甲<br/>\n乙</p>",
  "**甲\n乙**": "<p><strong>甲<br/>\n乙</strong></p>",
  "> 甲\n> 乙": "<blockquote>\n<p>甲<br/>\n乙</p>\n</blockquote>",
  "- 甲\n  乙": "<ul>\n<li>甲<br/>\n乙</li>\n</ul>",
};

for (const [text, html] of Object.entries(SHOWN)) {
  test(`the lines of ${JSON.stringify(text)}`, () => {
    assert.equal(rendered(text), html);
    assertStreamsAsReloaded(text);
  });
}

test("a heading of two lines is one line", () => assert.equal(rendered("甲\n乙\n==="), "<h1>甲\n乙</h1>"));

test("a table has rows, not lines", () => assert.doesNotMatch(rendered("| 甲 |\n|---|\n| 乙 |\n| 丙 |"), /<br/));
