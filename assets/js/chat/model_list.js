// The models a chat can choose from, a group a provider; what is written in the form's field narrows the list.
import { createElement as h, useEffect, useRef, useState } from "react";

const MOST_SHOWN = 60; // of a provider's hundreds of models; more letters find the rest

const fieldOf = (list, name) => list.closest("form").elements.namedItem(name);

// A model that was typed is the default provider's; one that was touched is its group's.
function useChoice(list) {
  const [choice, setChoice] = useState({ provider: "", model: "" });

  useEffect(() => {
    const form = list.current.closest("form");
    const read = (event) => {
      if (event?.target === fieldOf(list.current, "model")) fieldOf(list.current, "provider").value = "";
      setChoice({ provider: fieldOf(list.current, "provider").value, model: fieldOf(list.current, "model").value.trim() });
    };
    read();
    form.addEventListener("input", read);
    return () => form.removeEventListener("input", read);
  }, []);

  const choose = (provider, model) => {
    fieldOf(list.current, "provider").value = provider;
    fieldOf(list.current, "model").value = model;
    setChoice({ provider, model });
  };
  return [choice, choose];
}

const matches = (words, group, model) => {
  const text = `${group.provider} ${model.title} ${model.id}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

const narrowed = (groups, wanted) => {
  const isExact = groups.some((group) => group.models.some((model) => model.id === wanted));
  if (isExact || !wanted) return groups;
  const words = wanted.toLowerCase().split(/\s+/);
  return groups.map((group) => ({ ...group, models: group.models.filter((model) => matches(words, group, model)) }));
};

function Model({ model, pressed, onChoose }) {
  const props = { type: "button", value: model.id, "aria-pressed": pressed, "data-testid": "model-option", onClick: onChoose };
  const facts = [model.images ? "🖼" : "", model.facts].filter(Boolean).join(" ");
  return h("li", null, h("button", props, h("span", null, model.title), facts && h("small", null, facts)));
}

function Group({ group, choice, choose, isNamed }) {
  const isChosen = (model) => model.id === choice.model && (!choice.provider || choice.provider === group.provider);
  const models = group.models.slice(0, MOST_SHOWN).map((model) => {
    const onChoose = () => choose(group.provider, model.id);
    return h(Model, { key: model.id, model, pressed: isChosen(model), onChoose });
  });
  return [
    isNamed && h("h3", { key: "name", "data-testid": "model-group" }, group.provider, group.kind && h("small", null, ` ${group.kind}`)),
    group.error && h("p", { key: "error", className: "models-state", role: "status", "data-testid": "models-state" }, group.error),
    models.length > 0 && h("ul", { key: "models" }, models),
  ];
}

export function ModelList({ groups, noMatch }) {
  const list = useRef(null);
  const [choice, choose] = useChoice(list);
  const shown = narrowed(groups, choice.model).filter((group) => group.models.length || group.error);
  const parts = shown.map((group) => h(Group, { key: group.provider, group, choice, choose, isNamed: groups.length > 1 }));
  return h(
    "div",
    { ref: list, className: "models" },
    parts.length ? parts : h("p", { className: "models-state", role: "status" }, noMatch),
  );
}
