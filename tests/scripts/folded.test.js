// What stands folded beside the draft: a quotation before it, long texts that were pasted after it. It is sent with it.
import assert from "node:assert/strict";
import test from "node:test";

const texts = new Map();
globalThis.localStorage = {
  getItem: (name) => texts.get(name) ?? null,
  setItem: (name, text) => texts.set(name, text),
  removeItem: (name) => texts.delete(name),
};
const { joined, keptFolds, NOTHING } = await import("../../assets/js/composer/folded");
const pasted = (...pastes) => ({ ...NOTHING, pastes });

test("a quotation, a text and its pastes are one text", () => {
  assert.equal(joined(" 总结： ", pasted("甲\n乙", "丙")), "总结：\n\n甲\n乙\n\n丙");
  assert.equal(joined("", pasted("甲")), "甲");
  assert.equal(joined("为什么？", { quote: "> 鸭川", pastes: ["甲"] }), "> 鸭川\n\n为什么？\n\n甲");
  assert.equal(joined(" 甲 ", NOTHING), " 甲 ");
});

test("a draft that is opened again has its parts folded", () => {
  const parts = { quote: "> 鸭川\n> 岚山", pastes: ["甲", "乙"] };
  keptFolds.write("kyoto", parts);
  assert.deepEqual(keptFolds.split("kyoto", joined("总结：", parts)), { text: "总结：", parts });
  keptFolds.write("osaka", { quote: "> 大阪城", pastes: [] });
  assert.deepEqual(keptFolds.split("osaka", "> 大阪城"), { text: "", parts: { quote: "> 大阪城", pastes: [] } });
});

test("one that was written anew elsewhere stays as it is", () => {
  keptFolds.write("nara", { quote: "> 鹿", pastes: ["甲"] });
  assert.deepEqual(keptFolds.split("nara", "> 鹿苑寺"), { text: "> 鹿苑寺", parts: NOTHING });
  keptFolds.write("nara", NOTHING);
  assert.deepEqual(keptFolds.split("nara", "甲"), { text: "甲", parts: NOTHING });
});
