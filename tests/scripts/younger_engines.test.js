// What stands in for two functions in browsers that are too old for them does the same.
import assert from "node:assert/strict";
import { test } from "node:test";

const own = { groupBy: Object.groupBy, canParse: URL.canParse };
delete Object.groupBy;
delete URL.canParse;
await import("../../assets/js/younger_engines");

test("they stand in only where there is none", () => {
  assert.notEqual(Object.groupBy, own.groupBy);
  assert.notEqual(URL.canParse, own.canParse);
});

test("words are grouped as by the engine itself", () => {
  const words = ["奈良", "京都", "岚山寺", "东寺"];
  for (const keyOf of [(word) => word.length, (word, at) => at % 2, () => "__proto__"]) {
    assert.deepEqual(Object.groupBy(new Set(words), keyOf), own.groupBy(new Set(words), keyOf));
  }
});

test("an address is one, or not, as for the engine itself", () => {
  for (const given of [["https://a.example"], ["/x"], ["/x", "https://a.example"], ["http://"], [""], ["javascript:1"]]) {
    assert.equal(URL.canParse(...given), own.canParse(...given));
  }
});
