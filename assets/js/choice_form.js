// A form that is filled when its version changes and belongs to the reader in between: an update from the server
// writes over nothing.
import { createElement as h, useEffect, useRef, useState } from "react";

const MOST_SHOWN = 60; // of a provider's hundreds of models; more letters find the rest

export function ChoiceForm({ version, values, onSave, children, ...rest }) {
  const form = useRef(null);

  useEffect(() => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.current.elements.namedItem(name);
      if (field) field.value = value;
    }
    form.current.dispatchEvent(new Event("input", { bubbles: true }));
  }, [version]);

  const onSubmit = (event) => {
    event.preventDefault();
    onSave(Object.fromEntries(new FormData(form.current)));
  };

  return h("form", { ...rest, ref: form, onSubmit, noValidate: true }, children);
}

export function ModelList({ models, noMatch }) {
  const list = useRef(null);
  const [wanted, setWanted] = useState("");

  useEffect(() => {
    const form = list.current.closest("form");
    const read = () => setWanted(form.elements.namedItem("model").value.trim());
    read();
    form.addEventListener("input", read);
    return () => form.removeEventListener("input", read);
  }, []);

  const take = (event) => {
    const name = event.target.closest("button")?.value;
    if (!name) return;
    list.current.closest("form").elements.namedItem("model").value = name;
    setWanted(name);
  };

  const words = wanted.toLowerCase().split(/\s+/);
  const exact = models.includes(wanted);
  const found = exact ? models : models.filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  const row = (name) =>
    h("li", { key: name }, h("button", { type: "button", value: name, "aria-pressed": name === wanted, "data-testid": "model-option" }, name));
  return h(
    "div",
    { ref: list, className: "models" },
    found.length
      ? h("ul", { onClick: take }, found.slice(0, MOST_SHOWN).map(row))
      : h("p", { className: "models-state", role: "status" }, noMatch),
  );
}
