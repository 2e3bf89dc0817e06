// Whether a column was moved by its reader, or by the browser because it could not stay where it was.
import assert from "node:assert/strict";
import test from "node:test";
import { gapOf, isMoved, isMovedUp } from "../../assets/js/chat/scroll_moves";

const END = { top: 1400, height: 2000, client: 600 };
const STAYED = {
  "the box below has become lower": { top: 1328, height: 2000, client: 672 },
  "it has, and a message has come before anybody looked": { top: 1328, height: 2150, client: 672 },
  "a message has gone": { top: 1250, height: 1850, client: 600 },
  "the keyboard has gone": { top: 1100, height: 2000, client: 900 },
  "the keyboard has come": { top: 1400, height: 2000, client: 300 },
  "a finger trembles": { top: 1398, height: 2000, client: 600 },
  "a message has come": { top: 1400, height: 2400, client: 600 },
};
const MOVED = {
  "by the scrollbar": { top: 900, height: 2000, client: 600 },
  "farther than the lower box explains": { top: 1200, height: 2000, client: 672 },
  "while a reply grows": { top: 1380, height: 2400, client: 600 },
};

for (const [what, now] of Object.entries(STAYED))
  test(`not the reader: ${what}`, () => assert.equal(isMovedUp(END, now), false));

for (const [what, now] of Object.entries(MOVED))
  test(`the reader, ${what}`, () => assert.equal(isMovedUp(END, now), true));

test("downwards is a move too", () => assert.equal(isMoved({ ...END, top: 1000 }, END), true));

test("at the end nothing is left below", () => assert.equal(gapOf(END), 0));
