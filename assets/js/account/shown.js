// What is shown once and never again: recovery codes, a link as a QR code, a token. It lives in this component alone,
// not in the page's state, and is gone when the reader leaves.
import { createElement as h, useEffect, useState } from "react";
import { copy } from "../browser/clipboard";
import { downloadFile } from "../browser/download";

const SECOND_MS = 1000;

const save = (text, name) => downloadFile(new File([text], name, { type: "text/plain" }));

const Button = ({ label, onClick, testId }) =>
  h("button", { type: "button", className: "button quiet", onClick, "data-testid": testId }, label);

function Codes({ codes, words }) {
  const text = codes.join("\n");
  return h(
    "div",
    { className: "shown-once" },
    h("p", { role: "status" }, words.codesShown),
    h(
      "ul",
      { className: "codes", "data-testid": "codes" },
      codes.map((code) => h("li", { key: code }, h("code", null, code))),
    ),
    h(
      "div",
      { className: "answers" },
      h(Button, { label: words.copy, onClick: () => copy(text), testId: "codes-copy" }),
      h(Button, { label: words.download, onClick: () => save(text, words.downloadName), testId: "codes-save" }),
    ),
  );
}

// Counts down to the moment the link is good no more.
function useSecondsLeft(seconds) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * SECOND_MS;
    const timer = setInterval(() => setLeft(Math.max(0, Math.round((end - Date.now()) / SECOND_MS))), SECOND_MS);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function Link({ link, qr, seconds, words }) {
  const left = useSecondsLeft(seconds);
  if (!left) return h("p", { role: "status" }, words.linkIsOver);
  return h(
    "div",
    { className: "shown-once" },
    h("p", { role: "status" }, words.linkShown),
    h("img", { src: qr, alt: words.link, className: "qr", "data-testid": "device-qr" }),
    h("p", { className: "hint", "aria-hidden": true }, clock(left)),
    h(Button, { label: words.copy, onClick: () => copy(link), testId: "device-link-copy" }),
  );
}

function Token({ token, words }) {
  return h(
    "div",
    { className: "shown-once" },
    h("p", { role: "status" }, words.tokenShown),
    h("code", { className: "token", "data-testid": "token-shown" }, token),
    h(Button, { label: words.copy, onClick: () => copy(token), testId: "token-copy" }),
  );
}

export const hasSomethingToShow = ({ codes, token, address, link }) => Boolean(codes || token || address || link);

export function Shown({ answer, words }) {
  if (answer.codes) return h(Codes, { codes: answer.codes, words });
  if (answer.token) return h(Token, { token: answer.token, words });
  if (answer.address) {
    return h(Token, { token: answer.address, words: { ...words, tokenShown: words.addressShown } });
  }
  return answer.link ? h(Link, { ...answer, words }) : null;
}
