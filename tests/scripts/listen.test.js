// Listening, and what stops it.
import assert from "node:assert/strict";
import test from "node:test";
import { listen, newListeners, stopAll } from "../../assets/js/browser/listen";

const heard = [];
const hear = ({ type }) => heard.push(type);

test("a target's events are heard until it is stopped", () => {
  const target = new EventTarget();
  const stop = stopAll(
    listen(target, { input: hear, click: hear }),
    listen(target, { keydown: hear }, { capture: true }),
  );
  for (const name of ["input", "click", "keydown", "paste"]) target.dispatchEvent(new Event(name));
  stop();
  for (const name of ["input", "click", "keydown"]) target.dispatchEvent(new Event(name));
  assert.deepEqual(heard, ["input", "click", "keydown"]);
});

test("who has left is told nothing", () => {
  const { subscribe, tell } = newListeners();
  let [often, once] = [0, 0];
  subscribe(() => {
    often += 1;
  });
  const leave = subscribe(() => {
    once += 1;
  });
  tell();
  leave();
  tell();
  assert.deepEqual([often, once], [2, 1]);
});
