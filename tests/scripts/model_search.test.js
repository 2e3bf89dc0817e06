// What a search in the list of models finds, and what stands on top of it.
import assert from "node:assert/strict";
import test from "node:test";
import { isChosen, isSearch, narrowed, rowsOf } from "../../assets/js/chat/model_search";

const model = (id, title = id) => ({ id, title, facts: "", images: false });
const KYOTO = { provider: "Kyoto", kind: "vLLM", error: "", models: [model("kyoto-7b"), model("nara-8b", "Deer")] };
const NARA = { provider: "Nara", kind: "Ollama", error: "", models: [model("nara-8b"), model("gpt-4o-mini")] };
const BROKEN = { provider: "Osaka", kind: "", error: "Nobody answers.", models: [] };
const GROUPS = [KYOTO, NARA, BROKEN];
const found = (written) =>
  narrowed(GROUPS, written).flatMap((group) => group.models.map((one) => `${group.provider}/${one.id}`));
const ALL = ["Kyoto/kyoto-7b", "Kyoto/nara-8b", "Nara/nara-8b", "Nara/gpt-4o-mini"];

for (const [written, names] of Object.entries({
  "": ALL,
  "4O mini": ["Nara/gpt-4o-mini"],
  deer: ["Kyoto/nara-8b"],
  ollama: ["Nara/nara-8b", "Nara/gpt-4o-mini"],
  "nara deer": ["Kyoto/nara-8b"],
  "kyoto-7b": ALL,
  osaka: [],
}))
  test(`“${written}” shows ${names.length} models`, () => assert.deepEqual(found(written), names));

for (const [written, isTold] of Object.entries({ "": true, osaka: true, "nara-8b": true, nara: false }))
  test(`“${written}” and why Osaka has none`, () => {
    assert.equal(narrowed(GROUPS, written)[2].error !== "", isTold);
  });

test("a model of the list is no search", () => {
  assert.deepEqual(
    ["", "nara-8b", "nara"].map((written) => isSearch(GROUPS, written)),
    [false, false, true],
  );
});

test("of hundreds the first are shown, and how many more there are", () => {
  const many = { ...KYOTO, models: Array.from({ length: 400 }, (_, at) => model(`model-${at}`)) };
  assert.deepEqual([narrowed([many], "")[0].models.length, narrowed([many], "")[0].more], [60, 340]);
  assert.equal(narrowed([many], "model-399 kyoto")[0].models[0].id, "model-399");
});

test("favourites have their names from the lists", () => {
  assert.deepEqual(
    rowsOf(GROUPS, [["Kyoto", "nara-8b"]]).map((row) => row.title),
    ["Deer"],
  );
});

test("what a provider lists no more is not offered, and what cannot be looked up is", () => {
  const names = [
    ["Kyoto", "gone"],
    ["Osaka", "osaka-9b"],
    ["Nobody", "nara-8b"],
  ];
  assert.deepEqual(
    rowsOf(GROUPS, names).map((row) => row.id),
    ["osaka-9b"],
  );
});

test("a model that two providers have is chosen of one", () => {
  const typed = { provider: "", model: "nara-8b" };
  const touched = { provider: "Nara", model: "nara-8b" };
  const chosen = (choice) =>
    GROUPS.filter((group) => isChosen(GROUPS, choice, group.provider, "nara-8b")).map((group) => group.provider);
  assert.deepEqual([chosen(typed), chosen(touched)], [["Kyoto"], ["Nara"]]);
});
