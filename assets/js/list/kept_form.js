// A form whose words outlive a reload: where it differs from what the server has is kept in this browser, of the newest
// few forms, until it is saved or let go.
import { createContext, createElement as h, useContext, useEffect, useMemo, useRef, useState } from "react";
import { listen, stopAll } from "../browser/listen";
import { storage } from "../browser/storage";
import { ChoiceForm } from "../chat/settings_form";

const NAME = "oreai-form-drafts";
const MOST = 5;

const all = () => Object.entries(JSON.parse(storage.read(NAME) || "{}"));
const draftOf = (name) => all().find(([one]) => one === name)?.[1] ?? {};

const write = (name, draft) => {
  const others = all().filter(([one]) => one !== name);
  const drafts = Object.keys(draft).length ? [...others, [name, draft]].slice(-MOST) : others;
  storage.write(NAME, drafts.length ? JSON.stringify(Object.fromEntries(drafts)) : "");
};

// A list of options that has not come yet holds nothing that was chosen.
const hasCome = (field, value) => !field.options || [...field.options].some((option) => option.value === value);

const typedInto = (form, values) => {
  const fields = Object.keys(values).map((name) => [name, form.elements.namedItem(name)]);
  const typed = fields.filter(([name, field]) => field && field.value !== values[name] && hasCome(field, values[name]));
  return Object.fromEntries(typed.map(([name, field]) => [name, field.value]));
};

const Draft = createContext(null);

// `keptAs` names what the form is of; it is empty once it has been saved. `saves` rises then.
export function KeptForm({ keptAs, isOpen, saves, version, values, children, ...rest }) {
  const place = useRef(null);
  const before = useRef({ keptAs, saves });
  const [discards, setDiscards] = useState(0);
  const draft = useMemo(() => draftOf(keptAs), [keptAs, isOpen, version, discards]);
  const filled = useMemo(() => ({ ...values, ...draftOf(keptAs) }), [keptAs, version, discards]);

  useEffect(() => {
    if (saves > before.current.saves) write(before.current.keptAs, {});
    before.current = { keptAs, saves };
  }, [keptAs, saves]);

  useEffect(() => {
    if (!keptAs) return undefined;
    const form = place.current.closest("form");
    const keep = () => write(keptAs, typedInto(form, values));
    return stopAll(listen(form, { input: keep }), listen(window, { pagehide: keep })); // a touch on a model is no input
  }, [keptAs, version]);

  const discard = () => {
    write(keptAs, {});
    setDiscards(discards + 1);
  };
  const isBack = isOpen && Object.keys(draft).length > 0;
  return h(
    ChoiceForm,
    { ...rest, version: `${version}/${discards}`, values: filled },
    h(Draft, { value: isBack ? { discard } : null }, h("span", { ref: place, hidden: true }), children),
  );
}

// Stands below the fields: the first button of a sheet has the focus, and this one must not be pressed by mistake.
export function DraftNote({ words }) {
  const draft = useContext(Draft);
  const discards = { type: "button", className: "small-button", "data-testid": "draft-discard" };
  return h(
    "div",
    { className: "form-draft", role: "status", hidden: !draft },
    draft && h("span", { "data-testid": "draft-is-back" }, words.is_back),
    draft && h("button", { ...discards, onClick: draft.discard }, words.discard),
  );
}
