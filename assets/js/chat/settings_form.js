// A form that is filled when its version changes and belongs to the reader in between: an update from the server
// writes over nothing. A text of several lines that is longer than may be stored is not sent: its reader is told how long it is.
import { createElement as h, useEffect, useRef, useState } from "react";
import { excessOf, TooLong } from "../composer/message_limit";

export function ChoiceForm({ version, values, most, tooLong, onSave, children, ...rest }) {
  const form = useRef(null);
  const [excess, setExcess] = useState(0);
  const measured = () => {
    const texts = [...form.current.querySelectorAll("textarea")].map(({ value }) => value);
    const length = Math.max(0, ...texts.map((text) => excessOf(text, most)));
    setExcess(length);
    return length;
  };

  useEffect(() => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.current.elements.namedItem(name);
      if (field) field.value = value;
    }
    for (const fold of form.current.querySelectorAll("details"))
      fold.open = [...fold.querySelectorAll("input")].some(({ value }) => value); // what was chosen is not hidden
    form.current.dispatchEvent(new Event("input", { bubbles: true }));
  }, [version]);

  const onSubmit = (event) => {
    event.preventDefault();
    if (!measured()) onSave(Object.fromEntries(new FormData(form.current)));
  };

  return h(
    "form",
    { ...rest, ref: form, onSubmit, onInput: measured, noValidate: true },
    children,
    h(TooLong, { length: excess, most, words: tooLong }),
  );
}
