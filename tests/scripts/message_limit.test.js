// How long a message may be, and that the socket takes every message that may be.
import assert from "node:assert/strict";
import test from "node:test";
import { excessOf } from "../../assets/js/composer/message_limit";

const MOST = 100_000; // characters, as the server counts them
const FRAME_BYTES = 1_000_000;
const AROUND_BYTES = 20_000; // names, keys, the tab's address

test("what is too long tells how long it is", () => assert.equal(excessOf("京".repeat(MOST + 5), MOST), MOST + 5));

for (const character of ["a", "京", "鹿😀"])
  test(`${character} up to the limit is not`, () => {
    const text = character.repeat(MOST / [...character].length);
    assert.equal(excessOf(text, MOST), 0);
  });

test("a character of two units is one", () => assert.equal(excessOf("😀".repeat(MOST), MOST), 0));

for (const character of ["京", "😀", '"', "\\", "\u0001", "\ud83d"])
  test(`the socket takes ${JSON.stringify(character)} so often`, () => {
    const bytes = new TextEncoder().encode(JSON.stringify(character.repeat(MOST))).length;
    assert.ok(bytes + AROUND_BYTES < FRAME_BYTES);
  });
