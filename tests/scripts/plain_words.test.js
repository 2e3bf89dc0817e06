// The words that a reader sees of a reply; tests/services/test_previews.py holds the list of chats to the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import WORDS from "./plain_words.json" with { type: "json" };
import { rendered } from "./render";

const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

const wordsOf = (html) =>
  html
    .replace(/<(?!\/)(?:p|li)>|<br\/>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&\w+;/g, (sign) => SIGNS[sign])
    .replace(/\s+/g, " ")
    .trim();

for (const [text, words] of Object.entries(WORDS)) {
  test(`the words of ${JSON.stringify(text)}`, () => assert.equal(wordsOf(rendered(text)), words));
}
