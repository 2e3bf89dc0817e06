// The models a chat can choose from: favourites and the last used on top, then a group a provider. What is written in
// the form's field narrows them. Arrows go from row to row; Tab stops once, and at the star of that row.
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { listen } from "../browser/listen";
import { isAmong, isChosen, isSearch, narrowed, rowsOf } from "./model_search";

const ROW = "[data-model-row]";
const fieldOf = (list, name) => list.closest("form").elements.namedItem(name);

// A model that was typed is the default provider's; one that was touched is its group's.
/** @returns {[{provider: string, model: string}, (provider: string, model: string) => void, object]} */
function useChoice(list) {
  const [choice, setChoice] = useState({ provider: "", model: "" });
  const [saved, setSaved] = useState(choice);

  useEffect(() => {
    const form = list.current.closest("form");
    const read = (event) => {
      if (event?.target === fieldOf(list.current, "model")) fieldOf(list.current, "provider").value = "";
      const now = {
        provider: fieldOf(list.current, "provider").value,
        model: fieldOf(list.current, "model").value.trim(),
      };
      setChoice(now);
      if (!event || event.target === form) setSaved(now); // the form has been filled
    };
    read();
    return listen(form, { input: read });
  }, []);

  const choose = (provider, model) => {
    fieldOf(list.current, "provider").value = provider;
    fieldOf(list.current, "model").value = model;
    setChoice({ provider, model });
  };
  return [choice, choose, saved];
}

const STEPS = { ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 0, End: () => Infinity };

// From the field into the list, from row to row, and back into the field above the first one.
function moveFocus(list, event, searches) {
  const rows = [...list.querySelectorAll(ROW)];
  const field = fieldOf(list, "model");
  const isInField = event.target === field;
  const at = rows.indexOf(event.target.closest(ROW));
  const goesIn = isInField && (event.key === "ArrowDown" || (event.key === "Enter" && searches));
  const step = isInField ? goesIn && (() => 0) : at >= 0 && STEPS[event.key];
  if (!step || !rows.length || event.isComposing) return;
  event.preventDefault();
  const next = step(at);
  const target = next < 0 ? field : rows[Math.min(next, rows.length - 1)].querySelector("button");
  target.focus();
}

function useArrows(list, searches) {
  const state = useRef(searches);
  state.current = searches;
  useEffect(() => {
    const form = list.current.closest("form");
    const onKey = (event) => moveFocus(list.current, event, state.current);
    return listen(form, { keydown: onKey });
  }, []);
}

function Row({ row, place, view }) {
  const name = `${place}/${row.provider}/${row.id}`;
  const tabIndex = view.entry === name ? 0 : -1;
  const facts = [place ? row.provider : "", row.images ? "🖼" : "", row.facts].filter(Boolean).join(" · ");
  const starred = isAmong(view.favourites, row.provider, row.id);
  const model = {
    type: "button",
    value: row.id,
    tabIndex,
    className: "model",
    "aria-pressed": isChosen(view.groups, view.choice, row.provider, row.id),
    "data-testid": "model-option",
    onClick: () => view.choose(row.provider, row.id),
  };
  const star = {
    type: "button",
    tabIndex,
    className: "star",
    title: view.words.favourite,
    "aria-label": `${view.words.favourite}: ${row.title}`,
    "aria-pressed": starred,
    "data-testid": "model-star",
    onClick: () => view.onStar(row.provider, row.id, !starred),
  };
  return h(
    "li",
    { "data-model-row": true, onFocus: () => view.setEntry(name) },
    h("button", model, h("bdi", null, row.title), facts && h("small", null, facts)),
    h("button", star, h("span", { "aria-hidden": true }, starred ? "★" : "☆")),
  );
}

function Section({ title, note, rows, place, view, children, testId }) {
  const id = useId();
  return h(
    "section",
    title ? { "aria-labelledby": id, role: "group" } : null,
    title && h("h3", { id, "data-testid": testId }, h("bdi", null, title), note && h("small", null, ` ${note}`)),
    rows.length > 0 &&
      h(
        "ul",
        null,
        rows.map((row) => h(Row, { key: `${row.provider}/${row.id}`, row, place, view })),
      ),
    children,
  );
}

function Group({ group, isNamed, view }) {
  const { words } = view;
  const rows = group.models.map((model) => ({ provider: group.provider, ...model }));
  const state = group.error || (group.loading ? words.loading : "");
  return h(
    Section,
    { title: isNamed && (group.provider || words.all), note: group.kind, rows, place: "", view, testId: "model-group" },
    state && h("p", { className: "models-state", role: "status", "data-testid": "models-state" }, state),
    group.more > 0 && h("p", { className: "models-state" }, words.more.replace("{count}", group.more)),
  );
}

// What a touch has moved away takes the focus along: it goes back to the list, not to the page.
function useKeptFocus(list, favourites) {
  const wasInside = useRef(false);
  useEffect(() => {
    const note = () => (wasInside.current = list.current?.contains(document.activeElement) ?? false);
    return listen(document, { focusin: note });
  }, []);
  useEffect(() => {
    if (wasInside.current && document.activeElement === document.body)
      list.current.querySelector(`${ROW} button`)?.focus();
  }, [favourites]);
}

function stateOf({ groups, choice, words }, isFound) {
  if (!isSearch(groups, choice.model)) return choice.provider ? words.of.replace("{provider}", choice.provider) : "";
  return isFound ? words.as_written.replace("{model}", choice.model) : words.no_match;
}

export function ModelList({ groups, favourites, lastUsed, words, onStar }) {
  const list = useRef(null);
  const [choice, choose, saved] = useChoice(list);
  const [entered, setEntry] = useState("");
  const searches = isSearch(groups, choice.model);
  useArrows(list, searches);
  useKeptFocus(list, favourites);

  const shown = narrowed(groups, choice.model).filter((group) => group.models.length || group.error || group.loading);
  const starred = searches ? [] : rowsOf(groups, favourites);
  const isAtHand = ({ provider, id }) => isAmong(favourites, provider, id) || isChosen(groups, saved, provider, id);
  const recent = searches ? [] : rowsOf(groups, lastUsed).filter((row) => !isAtHand(row));
  const names = [
    ...starred.map((row) => `favourites/${row.provider}/${row.id}`),
    ...recent.map((row) => `last/${row.provider}/${row.id}`),
    ...shown.flatMap((group) => group.models.map((model) => `/${group.provider}/${model.id}`)),
  ];
  const entry = names.includes(entered) ? entered : names[0];
  const view = { groups, favourites, choice, choose, words, onStar, entry, setEntry };
  const isNamed = groups.length > 1 || starred.length + recent.length > 0;
  const state = stateOf(
    view,
    shown.some((group) => group.models.length || group.loading),
  );
  return h(
    "div",
    { ref: list, className: "models" },
    h("p", { className: "models-state", role: "status", "data-testid": "model-chosen" }, state),
    h(
      "div",
      { className: "model-groups" },
      starred.length > 0 && h(Section, { title: words.favourites, rows: starred, place: "favourites", view }),
      recent.length > 0 && h(Section, { title: words.last_used, rows: recent, place: "last", view }),
      shown.map((group) => h(Group, { key: group.provider, group, isNamed, view })),
    ),
  );
}
