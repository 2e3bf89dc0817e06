// A form whose answer changes who this browser is. It goes over HTTP, since a socket cannot set the cookie; then the
// page loads anew. Where the server wants a fresh proof, the password is asked for in the form, and it goes again.
import { createElement as h, useEffect, useId, useState } from "react";
import { below } from "../browser/below";
import { download } from "../browser/download";
import { ask } from "./ask";
import { isKnown, make, show } from "./passkey";
import { hasSomethingToShow, Shown } from "./shown";
import { noteWayBack, wayBack } from "./way_back";

// What is ticked under one name goes as one text, separated by spaces.
const fieldsOf = (form) => {
  const data = new FormData(form);
  return Object.fromEntries([...data.keys()].map((name) => [name, data.getAll(name).join(" ")]));
};

// What the server could not take, said where it is; the field itself is marked for ears and eyes.
const mark = (form, field, errorId) => {
  for (const input of form.querySelectorAll("input")) {
    const isWrong = input.name === field;
    input.toggleAttribute("aria-invalid", isWrong);
    if (isWrong) {
      input.setAttribute("aria-describedby", errorId);
      input.focus();
    }
  }
};

const empty = (form, errorId) => {
  if (!form) return; // it is made anew behind the proof
  form.reset();
  mark(form, "", errorId);
};

function Proof({ words, onProof }) {
  const [error, setError] = useState("");
  const provePasskey = async () => {
    const shown = await show("/api/session/passkey/ask");
    const { credential } = shown;
    const answer = credential ? await ask("POST", "/api/account/proof/passkey", { credential }) : shown;
    if (answer.ok) onProof();
    else setError(answer.gaveUp ? "" : (answer.error ?? words.unreachable));
  };
  const prove = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const answer = await ask("POST", "/api/account/proof", fieldsOf(event.currentTarget));
    if (answer.ok) onProof();
    else setError(answer.error ?? words.unreachable);
  };
  return h(
    "form",
    { className: "account-form", onSubmit: prove, "data-testid": "proof" },
    h(
      "label",
      { className: "field" },
      h("span", null, words.proof),
      h("input", {
        name: "password",
        type: "password",
        autoComplete: "current-password",
        required: true,
        autoFocus: true,
        "data-testid": "proof-password",
      }),
    ),
    error && h("p", { role: "alert", className: "form-error" }, error),
    h("button", { className: "button main", "data-testid": "proof-submit" }, words.goOn),
    isKnown() &&
      h(
        "button",
        { type: "button", className: "button quiet", onClick: provePasskey, "data-testid": "proof-passkey" },
        words.passkey,
      ),
  );
}

// `passkey` says how one is part of the answer: "make" or "show"; `question` is where the server is asked for it.
// `stays`: nothing is shown of the answer, and the form is there for another one.
// `done` is said when it was done and the page stays.
// `hash` names the field that takes what stands behind the # of the address, which no server and no log has seen.
// `query` names the field that takes what the address has after its ? under the same name.
export function AccountForm({
  action,
  method,
  hash,
  query,
  passkey,
  question,
  stays,
  done,
  words,
  onAnswer,
  children,
  ...rest
}) {
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [shown, setShown] = useState(null);
  const [waiting, setWaiting] = useState(null); // the fields that wait for a proof
  const errorId = useId();
  useEffect(noteWayBack, []);

  const answerTo = async (fields) => {
    if (!passkey) return ask(method, action, fields);
    const { credential, ...refused } = await { make, show }[passkey](question);
    return credential ? ask(method, action, { ...fields, credential }) : refused;
  };
  const send = async (fields, form) => {
    setBusy(true);
    setError("");
    setDone(false);
    const answer = await answerTo(fields);
    setBusy(false);
    setWaiting(answer.field === "proof" ? fields : null);
    if (answer.next) location.assign(below(wayBack(answer.next)));
    else if (answer.ok) {
      if (answer.download) download(below(answer.download));
      setDone(true);
      if (stays) empty(form, errorId);
      else if (hasSomethingToShow(answer)) setShown(answer);
      onAnswer?.();
    } else if (answer.field !== "proof" && !answer.gaveUp) {
      setError(answer.error ?? words.unreachable);
      if (form) mark(form, answer.field, errorId);
    }
  };
  const submit = (event) => {
    event.preventDefault();
    const secret = hash ? { [hash]: location.hash.slice(1) } : {};
    if (query) secret[query] = new URLSearchParams(location.search).get(query) ?? "";
    if (!busy) send({ ...fieldsOf(event.currentTarget), ...secret }, event.currentTarget);
  };

  if (waiting) return h(Proof, { words, onProof: () => send(waiting) });
  if (shown) return h(Shown, { answer: shown, words });
  return h(
    "form",
    { ...rest, className: "account-form", onSubmit: submit, "aria-busy": busy, noValidate: true },
    children,
    h("p", { id: errorId, role: "alert", className: "form-error", hidden: !error }, error),
    done && h("p", { role: "status", className: "hint" }, isDone && done),
  );
}
