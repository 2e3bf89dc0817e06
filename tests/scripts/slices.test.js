// A long block is made in slices that fit a frame: no touch waits for a table of a thousand rows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextCount } from "../../assets/js/markdown/slices.js";

const after = (frames, costOfPiece) => {
  let count = 2;
  for (let frame = 0; frame < frames; frame += 1) count = nextCount(count, 5 + count * costOfPiece);
  return count;
};

test("where pieces are cheap more come in a frame, never more than eight", () => {
  assert.equal(after(3, 1), 5);
  assert.equal(after(50, 1), 8);
});

test("on a slow phone one piece a frame is enough", () => {
  assert.equal(after(1, 40), 1);
  assert.equal(after(50, 40), 1);
});

test("once the pace is found no frame takes much longer than it may", () => {
  for (const cost of [0.5, 2, 4, 8, 14]) assert.ok(after(9, cost) * cost + 5 <= 60, `${cost} ms a piece`);
});

test("a frame that a whole page held up does not stop the rest", () => {
  assert.equal(nextCount(8, 4000), 1);
  assert.equal(nextCount(1, 5), 2);
});
