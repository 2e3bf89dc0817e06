// Lists, tables, quotes and paragraphs of any length: read once, shown as one, at every moment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readText } from "../../assets/js/markdown/markdown";
import { frames, growing, pieces, rendered } from "./render";

const lines = (count, line) => Array.from({ length: count }, (_line, at) => line(at + 1)).join("\n");

const SENTENCE = "清晨的清水寺人少，沿着**二年坂**走，再喝一杯[抹茶](https://tea.example/)；价钱是 $5。";

// Each kind: its text, how often the whole stands in it, and what else as often as that.
const LONG = {
  "a list of bullets": [
    lines(500, (at) => `- 第 ${at} 站，**步行** ${at} 分钟`),
    { ul: 1, li: 500, strong: 500, br: 0 },
  ],
  "a list of numbers": [
    lines(500, (at) => `${at}. 第 ${at} 站，坐 \`${at}\` 路公共汽车`),
    { ol: 1, li: 500, code: 500 },
  ],
  "a list with blank lines and items below its items": [
    lines(250, (at) => `${at}. 第 ${at} 天\n   - 早上去**清水寺**\n\n   晚上回来，早点休息\n`),
    { ol: 1, ul: 250, li: 500, p: 250 },
  ],
  "a list with code": [
    lines(150, (at) => `${at}. 跑：\n   \`\`\`sh\n   echo ${at} | sort | uniq -c | head\n   \`\`\``),
    { ol: 1, li: 150, pre: 150 },
  ],
  "one item with many below it": [
    `- 京都\n${lines(500, (at) => `  - 第 ${at} 站，**步行**`)}`,
    { ul: 2, li: 501, strong: 500 },
  ],
  "a table of a thousand rows": [
    `| 站 | 分钟 |\n| --- | ---: |\n${lines(1000, (at) => `| **第 ${at} 站** | ${at} |`)}`,
    { table: 1, thead: 1, tr: 1001, strong: 1000, br: 0 },
  ],
  "a quote": [lines(200, (at) => `> 第 ${at} 段：${SENTENCE}\n>`), { blockquote: 1, p: 200, a: 200, br: 0 }],
  "a paragraph": [SENTENCE.repeat(200), { p: 1, a: 200, strong: 200 }],
  "a paragraph of English": ["On this day the *museum* is closed. ".repeat(300), { p: 1, em: 300 }],
  "a paragraph without a full stop": ["kyoto nara osaka uji ".repeat(600), { p: 1 }],
  "a paragraph of many lines": [lines(700, (at) => `诗的第 ${at} 行，_静_`), { p: 1, em: 700 }],
};

const count = (html, tag) => html.match(new RegExp(`<${tag}[ >]`, "g"))?.length ?? 0;

for (const [kind, [text, amounts]] of Object.entries(LONG)) {
  test(`${kind} past eight thousand characters is one, and stays rendered while it grows`, () => {
    assert.ok(text.length > 8000);
    const html = rendered(text);
    for (const [tag, amount] of Object.entries(amounts)) assert.equal(count(html, tag), amount, tag);
    const moments = frames(text, pieces(2777));
    for (const { text: sofar, html: shown } of moments) {
      assert.doesNotMatch(shown, /class="plain"/);
      if (sofar !== text) assert.equal(shown, growing(sofar));
    }
    assert.equal(moments.at(-1).html, html);
  });
}

const WITHOUT_ONE_ITEM = Object.entries(LONG).filter(([kind]) => !kind.startsWith("one item"));

for (const [kind, [text]] of WITHOUT_ONE_ITEM) {
  test(`${kind}: what was cut off is never read again, and no piece becomes long`, () => {
    let reading;
    let before = [];
    for (let length = 1; length <= text.length; length += 97) {
      reading = readText(reading, text.slice(0, length), true);
      const cut = reading.split.tail.at(-1)?.pieces ?? [];
      before.slice(0, -1).forEach((piece, at) => assert.equal(cut[at].text, piece.text));
      assert.ok(cut.every((piece) => piece.text.length < 4000));
      before = cut;
    }
    assert.ok(before.length > 2);
  });
}
