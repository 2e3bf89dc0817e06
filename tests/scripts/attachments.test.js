// Attachments in the page: an image is shown as itself, of any other kind its name; a draft remembers them by both.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const stored = new Map();
globalThis.document ??= { documentElement: { lang: "zh-CN", classList: { contains: () => false } } };
globalThis.localStorage ??= {
  getItem: (name) => stored.get(name) ?? null,
  setItem: (name, value) => stored.set(name, value),
  removeItem: (name) => stored.delete(name),
};
const { MessageAttachments } = await import("../../assets/js/chat/message_attachments");
const { attached } = await import("../../assets/js/composer/attached");

const labels = { picture: "图片", open: "看图", close: "关闭" };
const shown = (attachments) => renderToStaticMarkup(h(MessageAttachments, { attachments, labels, children: "x" }));

test("an image is shown as itself", () => {
  const html = shown([["a1", "image", "", 640, 480]]);
  assert.match(html, /<img[^>]* src="\/api\/attachments\/a1"[^>]* width="640" height="480"/);
});

test("of any other kind its name is shown, and opens it", () => {
  const html = shown([["b2", "text", "奈良.txt", 0, 0]]);
  assert.match(html, /<a href="\/api\/attachments\/b2"[^>]*>奈良\.txt<\/a>/);
  assert.doesNotMatch(html, /<img/);
});

test("a draft keeps the ids of pictures, and a name with those that have one", () => {
  attached.add("kyoto", { key: "k", id: "a1", name: "" });
  attached.add("kyoto", { key: "l", id: "b2", name: "奈良.txt" });
  attached.add("kyoto", { key: "m", name: "", isUploading: true });
  const [entry] = [...stored].filter(([name]) => name.endsWith("kyoto"));
  assert.deepEqual(JSON.parse(entry[1]), ["a1", ["b2", "奈良.txt"]]);
});

test("and finds them again, also what an earlier release has kept", () => {
  localStorage.setItem("oreai-attached:nara", JSON.stringify(["a1", ["b2", "奈良.txt"]]));
  assert.deepEqual(attached.of("nara"), [
    { key: "a1", id: "a1", name: undefined },
    { key: "b2", id: "b2", name: "奈良.txt" },
  ]);
});
