// `/` in an empty box opens what a chat can begin with: questions to ask here, and the prompts. The focus stays in the
// box; what follows the `/` narrows the list.
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { listen, stopAll } from "../browser/listen";
import { isComposing } from "./ime";
import { found, soughtIn } from "./picker_search";

const boxOf = (mark) => mark.current.closest("form").querySelector("textarea");

const write = (box, text) => {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

// What stands behind the `/`, undefined while the list is closed; `act.current` has what each key does, and `onOpen`.
function useSought(mark, act) {
  const [sought, setSought] = useState(undefined);

  useEffect(() => {
    const form = mark.current.closest("form");
    const box = boxOf(mark);
    let left = false; // by Escape: closed until the text is another kind of text
    let opened = false;

    const close = () => {
      opened = false;
      setSought(undefined);
    };
    const look = () => {
      const now = soughtIn(box.value);
      if (now === undefined) left = false;
      if (now === undefined || left) return close();
      if (!opened) act.current.onOpen();
      opened = true;
      setSought(now);
      act.current.onSought();
    };
    const onKeyDown = (event) => {
      const isForTheList = box.getAttribute("aria-controls") && !isComposing(event) && !event.shiftKey;
      const does = isForTheList && act.current.keys[event.key];
      if (!does) return;
      event.preventDefault();
      event.stopPropagation();
      left = event.key === "Escape";
      does();
    };
    const onFocusOut = (event) => !form.contains(event.relatedTarget) && close();

    return stopAll(
      listen(form, { input: look, focusin: look, focusout: onFocusOut }),
      listen(form, { keydown: onKeyDown }, true), // what the list understands is not for the composer
    );
  }, []);

  return [sought, () => setSought(undefined)];
}

// Tells ears which option of the list the keys are at; the focus itself stays in the box.
function useActiveOption(mark, listId, optionId) {
  useEffect(() => {
    const box = boxOf(mark);
    const attributes = optionId ? { "aria-controls": listId, "aria-activedescendant": optionId } : {};
    for (const name of ["aria-controls", "aria-activedescendant"]) {
      if (attributes[name]) box.setAttribute(name, attributes[name]);
      else box.removeAttribute(name);
    }
    document.getElementById(optionId)?.scrollIntoView({ block: "nearest" });
  });
}

const Option = ({ option, id, isActive, onClick }) =>
  h(
    "div",
    {
      id,
      role: "option",
      className: "picker-option",
      "aria-selected": isActive,
      onClick,
      "data-testid": "picker-option",
      "data-prompt-key": option.key,
    },
    option.icon && h("span", { className: "tile", "aria-hidden": true }, option.icon),
    h("span", null, h("b", null, option.name), option.description && h("span", null, option.description)),
  );

const Group = ({ label, options, lineOf }) =>
  options.length > 0 &&
  h("div", { role: "group", "aria-label": label }, h("p", { "aria-hidden": true }, label), options.map(lineOf));

export function Picker({ prompts, questions, words, onOpen, onTake }) {
  const id = useId();
  const mark = useRef(null);
  const act = useRef({});
  const [at, setAt] = useState(0);
  const [sought, close] = useSought(mark, act);
  const asked = found(
    questions.map((name) => ({ name, question: name })),
    sought,
  );
  const options = [...asked, ...found(prompts, sought)];

  const choose = (option) => {
    write(boxOf(mark), option.question ?? "");
    close();
    if (!option.question) onTake(option.key);
  };
  const take = () => choose(options[at]);
  const step = (by) => () => setAt((at + by + options.length) % options.length);
  const keys = { ArrowDown: step(1), ArrowUp: step(-1), Enter: take, Tab: take, Escape: close };
  act.current = { keys, onOpen, onSought: () => setAt(0) };

  const optionId = (index) => `${id}-${index}`;
  useActiveOption(mark, id, options.length > 0 ? optionId(at) : "");

  const lineOf = (option) => {
    const index = options.indexOf(option);
    const state = { id: optionId(index), isActive: index === at, onClick: () => choose(option) };
    return h(Option, { key: option.key ?? option.question, option, ...state });
  };
  const onMouseDown = (event) => event.preventDefault(); // a press must not take the focus out of the box
  const list = { id, role: "listbox", className: "picker", "aria-label": words.prompts, onMouseDown };
  return h(
    "div",
    { ref: mark, className: "picker-place" },
    options.length > 0 &&
      h(
        "div",
        { ...list, "data-testid": "picker" },
        h(Group, { label: words.questions, options: asked, lineOf }),
        h(Group, { label: words.prompts, options: options.slice(asked.length), lineOf }),
      ),
  );
}
