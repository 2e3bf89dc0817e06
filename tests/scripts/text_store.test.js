// The texts of messages: pieces join by their place, counted in characters as Python counts them.
import assert from "node:assert/strict";
import test from "node:test";
import { lengthOf, textStore } from "../../assets/js/chat/text_store";

test("pieces join, and what comes twice is there once", () => {
  assert.ok(textStore.take("kyoto", 0, "京都"));
  assert.ok(textStore.take("kyoto", 2, "有🍁"));
  assert.ok(textStore.take("kyoto", 3, "🍁和寺"));
  assert.equal(textStore.text("kyoto"), "京都有🍁和寺");
  assert.equal(textStore.length("kyoto"), 6);
});

test("a gap is told of, and changes nothing", () => {
  textStore.take("nara", 0, "鹿");
  assert.equal(textStore.take("nara", 2, "寺"), false);
  assert.equal(textStore.text("nara"), "鹿");
});

test("a text that begins again replaces the one before", () => {
  textStore.take("osaka", 0, "章鱼烧");
  textStore.take("osaka", 0, "大阪");
  assert.equal(textStore.text("osaka"), "大阪");
});

test("who listens to one text hears of no other", () => {
  const heard = [];
  const leave = textStore.subscribe("kobe", () => heard.push(textStore.text("kobe")));
  textStore.take("kobe", 0, "港");
  textStore.take("ise", 0, "神宫");
  leave();
  textStore.take("kobe", 1, "口");
  assert.deepEqual(heard, ["港"]);
});

test("what is named by nobody and shown nowhere is let go", () => {
  for (const name of ["old", "old~", "new", "new~", "shown"]) textStore.take(name, 0, "字");
  const leave = textStore.subscribe("shown", () => {});
  textStore.keep(new Set(["new", "new~"]));
  leave();
  assert.deepEqual(
    ["old", "old~", "new", "new~", "shown"].map((name) => textStore.text(name)),
    ["", "", "字", "字", "字"],
  );
});

test("an emoji of two units is one character", () => assert.equal(lengthOf("a🍁京"), 3));
