// Long texts that were pasted: they stand folded beside the draft, and are sent with it.
import assert from "node:assert/strict";
import test from "node:test";

const texts = new Map();
globalThis.localStorage = {
  getItem: (name) => texts.get(name) ?? null,
  setItem: (name, text) => texts.set(name, text),
  removeItem: (name) => texts.delete(name),
};
const { joined, keptPastes } = await import("../../assets/js/composer/pastes");

test("a text and its pastes are one text", () => {
  assert.equal(joined(" 总结： ", ["甲\n乙", "丙"]), "总结：\n\n甲\n乙\n\n丙");
  assert.equal(joined("", ["甲"]), "甲");
  assert.equal(joined(" 甲 ", []), " 甲 ");
});

test("a draft that is opened again has its pastes folded", () => {
  keptPastes.write("kyoto", ["甲", "乙"]);
  assert.deepEqual(keptPastes.split("kyoto", "总结：\n\n甲\n\n乙"), { text: "总结：", pastes: ["甲", "乙"] });
});

test("one that was written anew elsewhere stays as it is", () => {
  keptPastes.write("nara", ["甲"]);
  assert.deepEqual(keptPastes.split("nara", "鹿"), { text: "鹿", pastes: [] });
  keptPastes.write("nara", []);
  assert.deepEqual(keptPastes.split("nara", "甲"), { text: "甲", pastes: [] });
});
