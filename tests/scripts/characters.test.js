// Where the page cuts a text: between the signs that people see.
import assert from "node:assert/strict";
import test from "node:test";
import { beginning } from "../../assets/js/browser/characters";

const FAMILY = "👨‍👩‍👧‍👦";
const CUTS = [
  ["去京都", 10, "去京都"],
  ["去京都", 2, "去京"],
  [`家${FAMILY}回`, 11, "家"],
  [`家${FAMILY}回`, 12, `家${FAMILY}`],
  ["好👍🏽", 4, "好"],
  ["鹿😀", 2, "鹿"],
  ["cafe\u0301", 4, "caf"],
  ["1️⃣2️⃣", 5, "1️⃣"],
];

const check = () => CUTS.forEach(([text, length, kept]) => assert.equal(beginning(text, length), kept));

test("a beginning ends with a whole sign", check);

test("also in a browser that has no segmenter", (t) => {
  t.mock.property(Intl, "Segmenter", undefined);
  check();
});

test("a flag is whole where the browser knows flags", () => assert.equal(beginning("🇯🇵🇨🇳", 6), "🇯🇵"));
