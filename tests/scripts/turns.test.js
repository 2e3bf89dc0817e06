// When somebody has finished speaking: a silence after words, and never before them.
import assert from "node:assert/strict";
import test from "node:test";
import { loudnessOf, Turn } from "../../assets/js/voice/turns";

const LOOK_MS = 100;

// When the turn ends, in milliseconds; `loudness` says how loud it is when.
const endOf = (loudness, forMs = 20000) => {
  const turn = new Turn();
  for (let now = 1; now < forMs; now += LOOK_MS) if (turn.take(loudness(now), now)) return now;
  return null;
};

test("silence alone ends no turn", () => {
  assert.equal(
    endOf(() => 0),
    null,
  );
  assert.equal(
    endOf(() => 0.015),
    null,
  );
});

test("a turn ends a moment after its words, and not at a breath between them", () => {
  const end = endOf((now) => (now < 1000 || (now > 2000 && now < 3000) ? 0.2 : 0.003));
  assert.ok(end > 4500 && end < 4800, String(end));
});

test("a room that hums is not taken for words", () => {
  assert.equal(
    endOf((now) => (now < 3000 ? 0.018 + now / 300000 : 0.028)),
    null,
  );
});

test("loudness is that of the samples", () => {
  assert.equal(loudnessOf([]), 0);
  assert.ok(Math.abs(loudnessOf([0.5, -0.5]) - 0.5) < 1e-9);
});
