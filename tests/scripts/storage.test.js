// What the browser keeps, and what the page has where it keeps nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { keepChats, storage } from "../../assets/js/browser/storage";

const full = () => {
  throw new DOMException("full", "QuotaExceededError");
};

const storageOf = (methods = {}) => {
  const texts = {};
  const put = (name, text) => {
    texts[name] = text;
  };
  const drop = (name) => {
    delete texts[name];
  };
  const storage = { getItem: (name) => texts[name] ?? null, setItem: put, removeItem: drop, ...methods };
  const shown = new Proxy(texts, { get: (target, name) => storage[name] ?? target[name] });
  Object.defineProperty(globalThis, "localStorage", { value: shown, configurable: true });
  return texts;
};

test("what is written is read, and nothing is kept of an empty text", () => {
  const texts = storageOf();
  assert.ok(storage.write("oreai-lang", "en"));
  assert.equal(storage.read("oreai-lang"), "en");
  storage.write("oreai-lang", "");
  assert.deepEqual([storage.read("oreai-lang"), texts], ["", {}]);
});

test("a full store forgets nothing while the page is open", () => {
  storageOf({ setItem: full });
  assert.equal(storage.write("oreai-draft:kyoto", "京都"), false);
  assert.equal(storage.read("oreai-draft:kyoto"), "京都");
});

test("a store that is closed reads as empty", () => {
  storageOf({ getItem: full });
  assert.equal(storage.read("oreai-theme"), "");
});

test("one that forgets with the page says so", () => {
  storageOf({ forgets: true });
  assert.equal(storage.write("oreai-lang", "en"), false);
});

test("of chats that have gone nothing is kept", () => {
  const texts = storageOf();
  for (const name of ["oreai-draft:kyoto", "oreai-draft:nara", "oreai-lang", "theme"]) storage.write(name, "x");
  keepChats(["nara"]);
  assert.deepEqual(Object.keys(texts), ["oreai-draft:nara", "oreai-lang", "theme"]);
});
