// Addresses that stand bare in a text: all of them are links, and none takes in what is not its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, rendered } from "./render";

const linksIn = (text) =>
  Array.from(rendered(text).matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g), ([, href, words]) => [href, words]);
const wordsOf = (text) => linksIn(text).map(([, words]) => words);

const LINKED = {
  "https://a.example/x；https://b.example/y，www.c.example": [
    "https://a.example/x",
    "https://b.example/y",
    "www.c.example",
  ],
  "见https://a.example。": ["https://a.example"],
  "（https://a.example/x）": ["https://a.example/x"],
  "《https://a.example/x》、“https://b.example”：": ["https://a.example/x", "https://b.example"],
  "https://a.example后面": ["https://a.example"],
  "https://a.example/x后面": ["https://a.example/x"],
  "打开 https://a.example/然后登录": ["https://a.example/"],
  "https://zh.wikipedia.org/wiki/京都，日本": ["https://zh.wikipedia.org/wiki/京都"],
  "https://a.example/?q=京都&n=1。": ["https://a.example/?q=京都&amp;n=1"],
  "https://en.wikipedia.org/wiki/Kyoto_(city)": ["https://en.wikipedia.org/wiki/Kyoto_(city)"],
  "https://zh.wikipedia.org/wiki/北京_(城市)。": ["https://zh.wikipedia.org/wiki/北京_(城市)"],
  "https://a.example/x(见下文)": ["https://a.example/x"],
  "~~https://a.example/x~~，~~www.b.example~~": ["https://a.example/x", "www.b.example"],
  "(see https://a.example/x)": ["https://a.example/x"],
  "Look: https://a.example/x. Or https://b.example/y!": ["https://a.example/x", "https://b.example/y"],
  "https://a.example/x,https://b.example/y": ["https://a.example/x", "https://b.example/y"],
  "https://web.example/2020/https://a.example/": ["https://web.example/2020/https://a.example/"],
  "http://localhost:3000/chat，http://127.0.0.1:8080": ["http://localhost:3000/chat", "http://127.0.0.1:8080"],
  "https://例子.测试/x": ["https://例子.测试/x"],
  "**https://a.example/x；**后": ["https://a.example/x"],
  "**https://a.example/a_b_c**后": ["https://a.example/a_b_c"],
  "~~https://a.example~~新": ["https://a.example"],
  "[注] [https://a.example/x；后]": ["https://a.example/x"],
  "https://a.example/x[^1]": ["https://a.example/x"],
  "https://a.example/x 😀https://b.example😀": ["https://a.example/x", "https://b.example"],
  "<https://a.example/x>": ["https://a.example/x"],
  "写信给lin@a.example，或 ada.b+c@b.example。": ["lin@a.example", "ada.b+c@b.example"],
  "WWW.A.EXAMPLE、HTTPS://B.EXAMPLE": ["WWW.A.EXAMPLE", "HTTPS://B.EXAMPLE"],
  "https://a.example/x<br>https://b.example": ["https://a.example/x", "https://b.example"],
};

const NOT_LINKED = [
  "xhttps://a.example",
  "www.a",
  "https://",
  "a@b",
  "`https://a.example`",
  "javascript://a.example",
  "ftp://a.example",
];

for (const [text, links] of Object.entries(LINKED)) {
  test(`the addresses in “${text}”`, () => {
    assert.deepEqual(wordsOf(text), links);
    assertStreamsAsReloaded(text);
  });
}

for (const address of [
  "https://a.example",
  "https://a.example/x",
  "www.a.example",
  "lin@a.example",
  "<https://a.example>",
]) {
  test(`the number of a note behind ${address} leads to it`, () => {
    assert.match(
      rendered(`见${address}[^1]。\n\n[^1]: 一张地图。`),
      /<\/a><sup><a class="note-number"[^>]*>1<\/a><\/sup>。/,
    );
  });
}

for (const text of NOT_LINKED) test(`“${text}” is none`, () => assert.deepEqual(linksIn(text), []));

test("they lead where they say, mail to whom it says", () => {
  assert.deepEqual(linksIn("www.a.example，lin@a.example"), [
    ["http://www.a.example", "www.a.example"],
    ["mailto:lin@a.example", "lin@a.example"],
  ]);
});

test("also in lists, quotes, tables and headings, but not within a link", () => {
  const address = "https://a.example/x";
  const text = `# ${address}；\n\n- 看${address}，\n\n> ${address}。\n\n| ${address} | 乙 |\n|---|---|\n| ${address}、丙 | 丁 |`;
  assert.deepEqual(wordsOf(text), Array(5).fill(address));
  assert.deepEqual(linksIn(`[${address}，甲](https://b.example)`), [["https://b.example", `${address}，甲`]]);
});
