// Parts of the sheets in which a persona is looked at, made and shared.
import { createElement as h, useEffect, useRef, useState } from "react";
import { below } from "../browser/below";
import { copy } from "../browser/clipboard";
import { isComposing } from "../composer/ime";

// Three lines, as the style says; a button for the rest where there is more.
export function Folded({ text, label, more, less }) {
  const box = useRef(null);
  const [isOpen, setOpen] = useState(false);
  const [isLong, setLong] = useState(false);
  useEffect(() => setOpen(false), [text]);
  useEffect(() => {
    if (isOpen) return undefined;
    const element = box.current;
    const measure = () => setLong(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure); // its dialog is opened later, and turned with the phone
    observer.observe(element);
    return () => observer.disconnect();
  }, [text, isOpen]);
  const toggle = { type: "button", className: "fold-button", "aria-expanded": isOpen, "data-testid": "persona-unfold" };
  return h(
    "div",
    { className: "persona-system", role: "group", "aria-label": label },
    h("div", { ref: box, className: isOpen ? "prompt-system" : "prompt-system three-lines", dir: "auto" }, text),
    isLong && h("button", { ...toggle, onClick: () => setOpen(!isOpen) }, isOpen ? less : more),
  );
}

export function LinkField({ path, label, copies }) {
  const [address, setAddress] = useState("");
  useEffect(() => setAddress(new URL(below(path), location.origin).href), [path]);
  const select = ({ target }) => target.select();
  return h(
    "div",
    { className: "link-field" },
    h("input", { value: address, readOnly: true, "aria-label": label, onFocus: select, "data-testid": "persona-link" }),
    h("button", { type: "button", className: "button quiet", onClick: () => copy(address) }, copies),
  );
}

// Enter in the field asks; it does not save the form that it stands in.
export function TrialField({ label, asks, onTry }) {
  const field = useRef(null);
  const ask = () => onTry(Object.fromEntries(new FormData(field.current.form)));
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    ask();
  };
  const names = { name: "trial", "aria-label": label, placeholder: label, "data-testid": "trial-question" };
  return h(
    "div",
    { className: "link-field" },
    h("input", { ...names, ref: field, onKeyDown, autoComplete: "off", maxLength: 2000, enterKeyHint: "send" }),
    h("button", { type: "button", className: "button quiet", onClick: ask, "data-testid": "trial-ask" }, asks),
  );
}

export function FileButton({ label, most, tooLong, onText }) {
  const [wrong, setWrong] = useState("");
  const onChange = async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    const text = file.size > 4 * most ? null : await file.text(); // a character has four bytes at the most
    target.value = ""; // the same file can be chosen again
    const fits = text !== null && text.length <= most;
    setWrong(fits ? "" : tooLong);
    if (fits) onText(text);
  };
  return h(
    "div",
    { className: "file-button" },
    h(
      "label",
      { className: "button quiet" },
      label,
      h("input", {
        type: "file",
        accept: ".json,application/json",
        className: "visually-hidden",
        onChange,
        "data-testid": "persona-file",
      }),
    ),
    wrong && h("p", { role: "alert", className: "wrong" }, wrong),
  );
}
