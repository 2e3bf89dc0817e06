// What is read aloud of a reply: sentences in their language, code, tables and formulas as a word, and while the text
// grows nothing twice and nothing missing.
import assert from "node:assert/strict";
import test from "node:test";
import { languageOf, passagesOf } from "../../assets/js/voice/passages";

const WORDS = { code: "代码略过", table: "表格略过", formula: "公式略过" };
const read = (text) => passagesOf(text, WORDS, true).map((passage) => passage.text);

const REPLY = `## 去京都 **三天**

先去伏见稻荷。人少的时候是早上！Then take the train to Nara, e.g. at 9.30. It costs ¥720, says Dr. Mori.

- 第一天：[清水寺](https://example.org/a_b)
- [x] \`ryokan\` 订好了

| 站 | 分钟 |
|---|---|
| 奈良 | 45 |

\`\`\`python
print("鹿。")
\`\`\`

$$
E = mc^2
$$

能量是 $E = mc^2$，记住了？
1. 早起
2. 带伞`;

const ALOUD = [
  "去京都 三天",
  "先去伏见稻荷。",
  "人少的时候是早上！",
  "Then take the train to Nara, e.g. at 9.30.",
  "It costs ¥720, says Dr. Mori.",
  "第一天：清水寺",
  "ryokan 订好了",
  "表格略过",
  "代码略过",
  "公式略过",
  "能量是 公式略过 ，记住了？",
  "1. 早起",
  "2. 带伞",
];

test("sentences are read, and what eyes need is left out with a word", () => {
  assert.deepEqual(read(REPLY), ALOUD);
});

test("while a text grows, what was found stays, and all of it comes", () => {
  let before = [];
  for (let length = 0; length <= REPLY.length; length += 1) {
    const now = passagesOf(REPLY.slice(0, length), WORDS, false).map(({ text }) => text);
    assert.deepEqual(now.slice(0, before.length), before, `after ${length} characters`);
    before = now;
  }
  assert.deepEqual(ALOUD.slice(0, before.length), before);
  assert.deepEqual(read(REPLY), ALOUD);
});

test("a sentence is there as soon as the next one begins", () => {
  assert.deepEqual(
    passagesOf("先去伏见稻荷。人", WORDS, false).map(({ text }) => text),
    ["先去伏见稻荷。"],
  );
  assert.deepEqual(
    passagesOf("It is far. Take", WORDS, false).map(({ text }) => text),
    ["It is far."],
  );
  assert.deepEqual(passagesOf("It is 9.", WORDS, false), []);
});

test("each sentence has its own language", () => {
  assert.deepEqual(
    passagesOf("去奈良。Take the train.", WORDS, true).map(({ lang }) => lang),
    ["zh-CN", "en-US"],
  );
  assert.equal(languageOf("坐 JR 去"), "zh-CN");
});

test("a long sentence is cut where one would breathe, and none is longer than the server reads", () => {
  const pieces = read(`${"鹿在公园里走，".repeat(80)}走。`);
  assert.ok(pieces.length > 1);
  assert.ok(pieces.every((piece) => piece.length <= 300));
  assert.ok(pieces.slice(0, -1).every((piece) => piece.endsWith("，")));
  assert.equal(pieces.join(""), `${"鹿在公园里走，".repeat(80)}走。`);
  assert.ok(read("长".repeat(2000)).every((piece) => piece.length <= 300));
});

test("nothing to say is no passage", () => {
  assert.deepEqual(read("---\n\n***\n\n!\n"), []);
  assert.deepEqual(read(""), []);
});
