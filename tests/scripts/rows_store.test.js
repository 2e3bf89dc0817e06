// The rows of the open chat: a patch changes what it names and nothing else.
import assert from "node:assert/strict";
import test from "node:test";
import { applyRows, lastRow, rowOf } from "../../assets/js/chat/rows_store";

const row = (id, text = id) => ({ id, text });
const whole = (...ids) => applyRows({ all: true, rows: ids.map((id) => row(id)), gone: [] });

test("a whole list replaces the one before", () => {
  whole("a", "b");
  whole("c");
  assert.deepEqual([rowOf("a"), lastRow()], [undefined, row("c")]);
});

test("a changed row is replaced, one that has gone goes, a new one stands last", () => {
  whole("a", "b", "c");
  const untouched = rowOf("a");
  applyRows({ rows: [row("b", "B"), row("d")], gone: ["c"] });
  assert.equal(rowOf("a"), untouched);
  assert.deepEqual([rowOf("b").text, rowOf("c"), lastRow().id], ["B", undefined, "d"]);
});

test("a new row stands where its place says", () => {
  whole("b", "c");
  applyRows({ rows: [row("a")], gone: [], at: [0] });
  assert.equal(lastRow().id, "c");
});
