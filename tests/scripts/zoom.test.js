// How a picture lies in its room while it is pinched and moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, FITTED, fittedSize, LARGEST, middleOf, spreadOf, zoomed } from "../../assets/js/viewer/zoom";

const PHONE = { width: 390, height: 844 };
const PHOTO = { width: 2048, height: 1536 };

test("a photo fits the phone's width, a small picture stays as it is, a drawing fills the room", () => {
  assert.deepEqual(fittedSize(PHOTO, PHONE, false), { width: 390, height: 292.5 });
  assert.deepEqual(fittedSize({ width: 100, height: 80 }, PHONE, false), { width: 100, height: 80 });
  assert.deepEqual(fittedSize({ width: 100, height: 80 }, PHONE, true), { width: 390, height: 312 });
});

test("what lies between two fingers stays between them, wherever they go", () => {
  const [from, to] = [
    { x: 40, y: -60 },
    { x: 55, y: -20 },
  ];
  const view = zoomed({ scale: 1.5, x: 10, y: 20 }, 3, from, to);
  const under = (lies, point) => ({ x: (point.x - lies.x) / lies.scale, y: (point.y - lies.y) / lies.scale });
  assert.deepEqual(under(view, to), under({ scale: 1.5, x: 10, y: 20 }, from));
});

test("it is never smaller than fitted, and five times as large at the most", () => {
  const middle = { x: 0, y: 0 };
  assert.equal(zoomed(FITTED, 0.2, middle).scale, 1);
  assert.equal(zoomed(FITTED, 40, middle).scale, LARGEST);
  assert.equal(LARGEST, 5);
});

test("no edge of it comes further in than that of the room", () => {
  const size = fittedSize(PHOTO, PHONE, false);
  assert.deepEqual(bounded({ scale: 1, x: 200, y: 200 }, size, PHONE), FITTED);
  assert.deepEqual(bounded({ scale: 2, x: 900, y: 50 }, size, PHONE), { scale: 2, x: 195, y: 0 });
  assert.deepEqual(bounded({ scale: 4, x: -20, y: -900 }, size, PHONE), { scale: 4, x: -20, y: -163 });
});

test("fingers are as far apart as they are, and one alone is nowhere else", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 30, y: 40 },
  ];
  assert.equal(spreadOf(points), 50);
  assert.equal(spreadOf(points.slice(1)), 0);
  assert.deepEqual(middleOf(points), { x: 15, y: 20 });
});
