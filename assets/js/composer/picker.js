// `/` in an empty box opens what a chat can begin with: questions to ask here, and the prompts. The focus stays in the
// box; what follows the `/` narrows the list.
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { isComposing } from "./ime";

const LONGEST_SEARCH = 40;

const soughtIn = (text) =>
  text.length <= LONGEST_SEARCH ? /^\/([^\n/]*)$/.exec(text)?.[1].trim().toLowerCase() : undefined;

const found = (entries, sought) =>
  entries.filter(({ name, description = "" }) => `${name}\n${description}`.toLowerCase().includes(sought));

export function Picker({ prompts, questions, words, onOpen, onTake }) {
  const id = useId();
  const mark = useRef(null);
  const [sought, setSought] = useState(undefined); // what stands behind the `/`; undefined while the list is closed
  const [at, setAt] = useState(0);
  const box = () => mark.current.closest("form").querySelector("textarea");

  const isOpen = sought !== undefined;
  const asked = isOpen
    ? found(
        questions.map((name) => ({ name, question: name })),
        sought,
      )
    : [];
  const options = isOpen ? [...asked, ...found(prompts, sought)] : [];

  const write = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = (option) => {
    write(option.question ?? "");
    setSought(undefined);
    if (!option.question) onTake(option.key);
  };

  const ask = useRef(onOpen);
  ask.current = onOpen;
  const keys = useRef({});
  keys.current = {
    ArrowDown: () => setAt((at + 1) % options.length),
    ArrowUp: () => setAt((at - 1 + options.length) % options.length),
    Enter: () => choose(options[at]),
    Tab: () => choose(options[at]),
    Escape: () => setSought(undefined),
  };

  useEffect(() => {
    const form = mark.current.closest("form");
    let left = false; // by Escape: closed until the text is another kind of text
    let opened = false;

    const close = () => {
      opened = false;
      setSought(undefined);
    };
    const look = () => {
      const now = soughtIn(box().value);
      if (now === undefined) left = false;
      if (now === undefined || left) return close();
      if (!opened) ask.current();
      opened = true;
      setSought(now);
      setAt(0);
    };
    // In the capture phase: what the list understands is not for the composer.
    const onKeyDown = (event) => {
      const isForTheList = box().getAttribute("aria-controls") && !isComposing(event) && !event.shiftKey;
      if (!isForTheList || !keys.current[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      left = event.key === "Escape";
      keys.current[event.key]();
    };
    const onFocusOut = (event) => !form.contains(event.relatedTarget) && close();

    const listeners = { input: look, focusin: look, focusout: onFocusOut };
    for (const [name, listener] of Object.entries(listeners)) form.addEventListener(name, listener);
    form.addEventListener("keydown", onKeyDown, true);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) form.removeEventListener(name, listener);
      form.removeEventListener("keydown", onKeyDown, true);
    };
  }, []);

  const optionId = (index) => `${id}-${index}`;
  useEffect(() => {
    const attributes = options.length > 0 ? { "aria-controls": id, "aria-activedescendant": optionId(at) } : {};
    for (const name of ["aria-controls", "aria-activedescendant"]) {
      if (attributes[name]) box().setAttribute(name, attributes[name]);
      else box().removeAttribute(name);
    }
    document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  });

  const line = (option, index) =>
    h(
      "div",
      {
        key: option.key ?? option.question,
        id: optionId(index),
        role: "option",
        className: "picker-option",
        "aria-selected": index === at,
        onClick: () => choose(option),
        "data-testid": "picker-option",
        "data-prompt-key": option.key,
      },
      option.icon && h("span", { className: "tile", "aria-hidden": true }, option.icon),
      h("span", null, h("b", null, option.name), option.description && h("span", null, option.description)),
    );
  const group = (label, from, until) =>
    until > from &&
    h(
      "div",
      { key: label, role: "group", "aria-label": label },
      h("p", { "aria-hidden": true }, label),
      options.slice(from, until).map((option, index) => line(option, from + index)),
    );

  return h(
    "div",
    { ref: mark, className: "picker-place" },
    options.length > 0 &&
      h(
        "div",
        // A press must not take the focus out of the box.
        {
          id,
          role: "listbox",
          className: "picker",
          "aria-label": words.prompts,
          onMouseDown: (event) => event.preventDefault(),
          "data-testid": "picker",
        },
        group(words.questions, 0, asked.length),
        group(words.prompts, asked.length, options.length),
      ),
  );
}
