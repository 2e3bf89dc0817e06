// What is in a file: a summary, and its chats to choose from. There may be thousands, so they go over HTTP and not
// through the page's state, and only the rows that are seen are in the page.
import { createElement as h, useEffect, useRef, useState } from "react";
import { ask } from "../account/ask";
import { tabStorage } from "../browser/storage";

const ROW_PX = 60;
const AROUND = 6; // rows beyond what is seen
const TITLES = 5; // of chats that cannot be read

const filled = (word, values) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => String(value)), word);
const sum = (chats, name) => chats.reduce((total, chat) => total + chat[name], 0);

// What was not wanted, until the page is closed: a reload finds it again.
const nameOf = (id) => `oreai_import_${id}`;
const unwantedOf = (id) => {
  try {
    return new Set(JSON.parse(tabStorage.read(nameOf(id)) || "[]"));
  } catch {
    return new Set();
  }
};

function Summary({ chats, unreadable, lang, words }) {
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
  const number = new Intl.NumberFormat(lang);
  const of = (name) => number.format(sum(chats, name));
  const times = chats.flatMap(({ created, updated }) => [created || updated, updated || created].filter(Boolean));
  const [first, last] = [Math.min, Math.max].map((end) =>
    times.length ? day.format(times.map(Date.parse).reduce((one, other) => end(one, other))) : "",
  );
  const apps = [...new Set(chats.map(({ source }) => words.sources[source] ?? source))].join(" · ");
  const found = { apps, chats: number.format(chats.length), messages: of("messages") };
  const titles = unreadable.slice(0, TITLES).map((title) => title || words.untitled);
  const lost = { count: number.format(unreadable.length), titles: titles.join(" · ") };
  return h(
    "div",
    { className: "import-summary" },
    h("p", null, h("strong", null, filled(words.found, found))),
    times.length > 0 && h("p", { className: "hint" }, filled(words.span, { first, last })),
    sum(chats, "pictures") > 0 && h("p", { className: "hint" }, filled(words.pictures, { count: of("pictures") })),
    sum(chats, "left_out") > 0 && h("p", { className: "form-error" }, filled(words.leftOut, { count: of("left_out") })),
    unreadable.length > 0 && h("p", { className: "form-error" }, filled(words.unreadable, lost)),
  );
}

const below = (chat, day, words) =>
  [
    chat.updated && day.format(new Date(chat.updated)),
    filled(words.chatMessages, { count: chat.messages }),
    chat.left_out > 0 && filled(words.chatLeftOut, { count: chat.left_out }),
  ]
    .filter(Boolean)
    .join(" · ");

function Rows({ chats, unwanted, onTurn, lang, words }) {
  const [top, setTop] = useState(0);
  const list = useRef(null);
  const [height, setHeight] = useState(0);
  useEffect(() => setHeight(list.current.clientHeight), []);
  const first = Math.max(0, Math.floor(top / ROW_PX) - AROUND);
  const shown = chats.slice(first, Math.ceil((top + height) / ROW_PX) + AROUND);
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
  const row = (chat, at) =>
    h(
      "li",
      {
        key: chat.at,
        style: { top: `${(first + at) * ROW_PX}px` },
        "aria-setsize": chats.length,
        "aria-posinset": first + at + 1,
      },
      h(
        "label",
        null,
        h("input", {
          type: "checkbox",
          checked: !unwanted.has(chat.at),
          onChange: () => onTurn(chat.at),
          "data-testid": "import-chat",
        }),
        h("span", null, h("span", { dir: "auto" }, chat.title), h("small", null, below(chat, day, words))),
      ),
    );
  return h(
    "div",
    { className: "import-chats", ref: list, onScroll: ({ target }) => setTop(target.scrollTop) },
    h("ul", { style: { height: `${chats.length * ROW_PX}px` } }, shown.map(row)),
  );
}

const All = ({ unwanted, count, onTurn, word }) =>
  h(
    "label",
    { className: "import-all" },
    h("input", {
      type: "checkbox",
      checked: unwanted.size === 0,
      ref: (box) => box && Object.assign(box, { indeterminate: unwanted.size > 0 && count > 0 }),
      onChange: onTurn,
      "data-testid": "import-all",
    }),
    word,
  );

const Button = ({ kind, testId, children, ...rest }) =>
  h("button", { ...rest, type: "button", className: `button ${kind}`, "data-testid": testId }, children);

// The file as the server tells of it; then, or never, `error`.
function useFile(importId, words) {
  const [file, setFile] = useState(null);
  const [error, setError] = useState("");
  useEffect(() => {
    let isGone = false;
    ask("GET", `/api/imports/${importId}`).then((answer) => {
      if (isGone) return;
      if (answer.ok) setFile(answer);
      else setError(answer.status === 404 ? words.gone : (answer.error ?? words.failed));
    });
    return () => {
      isGone = true;
    };
  }, [importId]);
  return { file, error, setError };
}

export function ImportPreview({ importId, lang, words, onCancel }) {
  const { file, error, setError } = useFile(importId, words);
  const [busy, setBusy] = useState(false);
  const [unwanted, setUnwanted] = useState(() => unwantedOf(importId));
  const chats = file?.chats ?? [];
  const count = chats.length - unwanted.size;

  const want = (next) => {
    tabStorage.write(nameOf(importId), next.size ? JSON.stringify([...next]) : "");
    setUnwanted(next);
  };
  const turn = (at) => {
    const next = new Set(unwanted);
    if (!next.delete(at)) next.add(at);
    want(next);
  };
  const turnAll = () => want(unwanted.size ? new Set() : new Set(chats.map(({ at }) => at)));
  const begin = async () => {
    setBusy(true);
    const places = chats.map(({ at }) => at).filter((at) => !unwanted.has(at));
    const answer = await ask("POST", `/api/imports/${importId}/choice`, { places });
    setBusy(false);
    if (answer.ok) tabStorage.write(nameOf(importId), "");
    else setError(answer.error ?? words.failed);
  };

  return h(
    "section",
    { className: "panel import-preview", "data-testid": "import-preview", "aria-busy": !file && !error },
    file && h(Summary, { ...file, lang, words }),
    file && h(All, { unwanted, count, onTurn: turnAll, word: words.all }),
    file && h(Rows, { chats, unwanted, onTurn: turn, lang, words }),
    error && h("p", { role: "alert", className: "form-error", "data-testid": "import-error" }, error),
    h(
      "div",
      { className: "answers" },
      h(Button, { kind: "quiet", testId: "import-cancel", onClick: onCancel }, words.cancel),
      file &&
        h(
          Button,
          { kind: "main", testId: "import-start", onClick: begin, disabled: busy || count === 0 },
          filled(words.start, { count }),
        ),
    ),
  );
}
