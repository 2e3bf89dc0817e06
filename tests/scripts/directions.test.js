// Which way a text runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertStreamsAsReloaded, markup } from "./render";

const HEBREW = "שלום עולם";
const ARABIC = "مرحبا";

const tagsIn = (text) =>
  Array.from(markup(text).matchAll(/<(?!div)(\w+)([^>]*)>/g), ([, name, rest]) => [
    name,
    / dir="(\w+)"/.exec(rest)?.[1],
  ]);

test("paragraphs, headings, cells and items find it by their words", () => {
  for (const text of [HEBREW, "京都", `# ${ARABIC}`, "- 甲", "| 甲 |\n|---|\n| 乙 |"]) {
    for (const [name, dir] of tagsIn(text))
      if (/^(?:p|h\d|li|t[hd])$/.test(name)) assert.equal(dir, "auto", `${name} of ${text}`);
  }
});

test("a list, a quote and a table run as their first letter does, with their marks", () => {
  for (const text of [`- ${HEBREW}\n- Latin`, `1. **${ARABIC}**`, `> ${HEBREW}`, `> [!NOTE]\n> ${ARABIC}`]) {
    assert.match(
      markup(text),
      /<(?:ul|ol|blockquote|div class="callout" data-kind="note" role="note") dir="rtl"/,
      text,
    );
  }
  assert.match(markup(`| ${HEBREW} |\n|---|\n| a |`), /dir="rtl"/);
  for (const text of ["- Latin", "> 京都", "1. 123"]) assert.doesNotMatch(markup(text), /rtl/);
});

test("a paragraph of an item runs as its item, so that the mark is on its side", () => {
  const tags = tagsIn(`- ${HEBREW}\n\n  ${ARABIC}`);
  assert.deepEqual(tags.slice(0, 2), [
    ["ul", "rtl"],
    ["li", "auto"],
  ]);
  assert.deepEqual(
    tags.slice(2).filter(([, dir]) => dir),
    [],
  );
});

test("it streams as it is reloaded", () => assertStreamsAsReloaded(`- ${HEBREW}\n- a\n\n> ${ARABIC}`));
