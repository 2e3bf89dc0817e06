// What stands in for a part that cannot be shown: its words as they were written, or a fresh start.
import { createElement as h, useEffect, useState } from "react";
import { useRows } from "../chat/rows_store";
import { textStore } from "../chat/text_store";
import { useText } from "../chat/texts";
import { Boundary } from "./boundary";

const Button = ({ name, words, onClick }) =>
  h("button", { type: "button", className: "small-button", onClick, "data-testid": name }, words);

function BrokenMessage({ messageId, role, text, words, onAgain }) {
  const [open, setOpen] = useState(false);
  const shown = useText(messageId) || text;
  const article = { className: "message", "data-testid": "message", "data-message-id": messageId, "data-role": role };
  return h(
    "article",
    { ...article, "data-broken": "true" },
    h(
      "div",
      { className: "bubble" },
      open ? h("div", { className: "plain" }, shown) : h("p", { role: "alert" }, words.broken),
    ),
    h(
      "footer",
      { className: "message-footer" },
      !open && h(Button, { name: "message-as-text", words: words.as_text, onClick: () => setOpen(true) }),
      h(Button, { name: "message-again", words: words.again, onClick: onAgain }),
    ),
  );
}

// `text` is that of a message which is not in the text store (an example).
export function MessageBoundary({ children, ...message }) {
  return h(Boundary, { fallback: (onAgain) => h(BrokenMessage, { ...message, onAgain }) }, children);
}

function BrokenConversation({ words, ready, onAgain }) {
  const rows = useRows();
  const texts = (ready ? rows : []).map(({ id }) => h("p", { key: id, className: "plain" }, textStore.text(id)));
  return h(
    "main",
    { className: "scroll broken", "data-testid": "conversation-broken" },
    h("p", { role: "alert" }, words.broken),
    h(Button, { name: "conversation-again", words: words.again, onClick: onAgain }),
    texts,
  );
}

export function ConversationBoundary({ words, ready, children }) {
  return h(Boundary, { fallback: (onAgain) => h(BrokenConversation, { words, ready, onAgain }) }, children);
}

function BrokenPage() {
  useEffect(() => oreaiObstacle.show("broken"), []);
  return null;
}

export function PageBoundary({ children }) {
  return h(Boundary, { fallback: () => h(BrokenPage) }, children);
}
