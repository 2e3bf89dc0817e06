// A form that is filled when its version changes and belongs to the reader in between: an update from the server
// writes over nothing.
import { createElement as h, useEffect, useRef } from "react";

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
