// What `/` in the box looks for and finds.
import assert from "node:assert/strict";
import test from "node:test";
import { found, soughtIn } from "../../assets/js/composer/picker_search";

const LI = { name: "Li Bai", description: "a poet" };
const CHEF = { name: "厨师" };

test("a slash that begins the text seeks what follows it", () => {
  assert.equal(soughtIn("/"), "");
  assert.equal(soughtIn("/ Poet "), "poet");
  assert.equal(soughtIn("/厨"), "厨");
});

test("a path, a second line and a long text seek nothing", () => {
  for (const text of ["", "usr", "/usr/bin", "/a\nb", `/${"a".repeat(40)}`]) assert.equal(soughtIn(text), undefined);
});

test("names and descriptions are sought, in whatever case", () => {
  assert.deepEqual(found([LI, CHEF], "poet"), [LI]);
  assert.deepEqual(found([LI, CHEF], "li b"), [LI]);
  assert.deepEqual(found([LI, CHEF], "厨"), [CHEF]);
  assert.deepEqual(found([LI, CHEF], ""), [LI, CHEF]);
});

test("a closed list has nothing", () => assert.deepEqual(found([LI, CHEF], undefined), []));
