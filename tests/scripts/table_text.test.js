// A table as text: for a spreadsheet (RFC 4180), and as markdown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, markdownOf } from "../../assets/js/viewer/table_text";

const csv = (...cells) => csvOf([cells]);

test("rows end as RFC 4180 says, also the last one", () => {
  assert.equal(
    csvOf([
      ["地方", "门票"],
      ["清水寺", "400"],
    ]),
    "地方,门票\r\n清水寺,400\r\n",
  );
});

test("commas, quotes, line ends and edges of blanks are quoted, and quotes are doubled", () => {
  assert.equal(csv("甲,乙", '他说"好"', "一\n二", " 三", "四"), '"甲,乙","他说""好""","一\n二"," 三",四\r\n');
  assert.equal(csv("", ""), ",\r\n");
});

test("what a spreadsheet would reckon with is text", () => {
  for (const cell of ["=1+1", "+SUM(A1)", "-2+3", "@SUM(A1)", "=HYPERLINK(0)", "＝1+1", "- 早起", "-", "+"]) {
    assert.equal(csv(cell), `'${cell}\r\n`, cell);
  }
  assert.equal(csv('=A1&","'), `"'=A1&"","""\r\n`);
});

test("a number stays a number, above and below nought", () => {
  for (const cell of ["-5", "+3.5", "-12 %", "-0.25%", "1200"]) assert.equal(csv(cell), `${cell}\r\n`, cell);
  assert.equal(csv("-1,200"), '"-1,200"\r\n');
});

test("markdown has the head, its delimiters with their sides, and the rows", () => {
  const rows = [
    ["项目", "钱", "地方", "日"],
    ["住宿", "`1200`", "**东山**", "1"],
  ];
  assert.equal(
    markdownOf(rows, ["left", "right", "center", ""]),
    "| 项目 | 钱 | 地方 | 日 |\n| :-- | --: | :-: | --- |\n| 住宿 | `1200` | **东山** | 1 |\n",
  );
});
