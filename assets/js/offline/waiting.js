// What waits for the network, where it was said: at the end of its chat, or above the box of the first screen.
import { Clock, Undo2 } from "lucide-react";
import { createElement as h, useEffect, useRef } from "react";
import { useOutbox } from "../composer/drafts";
import { holdFor, placeOf, takeBack, waitingOf } from "./waiting_list";

function WaitingMessage({ one, state, words }) {
  const { key, text, files } = one;
  const place = useRef(null);
  useEffect(() => {
    place.current.scrollIntoView({ block: "nearest" });
  }, []);
  const take = { type: "button", className: "small-button", onClick: () => takeBack(key), "data-testid": "take-back" };
  return h(
    "li",
    { className: "message waiting", "data-role": "user", "data-latest": "true", "data-testid": "waiting", ref: place },
    h(
      "div",
      { className: "bubble" },
      text && h("div", { className: "plain" }, text),
      files.length > 0 && h("small", null, words.attachments.replace("{count}", files.length)),
    ),
    h(
      "footer",
      { className: "message-footer" },
      h("span", { role: "status" }, h(Clock, { size: 14, "aria-hidden": true }), " ", state),
      h("button", take, h(Undo2, { size: 15, "aria-hidden": true }), words.take_back),
    ),
  );
}

export function Waiting({ chatId, reader, lost, words }) {
  const list = waitingOf(useOutbox(), reader).filter((one) => one.chatId === placeOf(chatId));
  useEffect(() => holdFor(reader), [reader]); // from now on there is a place where it is seen
  const state = lost ? words.waits : words.going;
  return h(
    "ol",
    { className: "waiting-list", hidden: !list.length, "aria-label": words.label, "data-testid": "waiting-list" },
    list.map((one) => h(WaitingMessage, { key: one.key, one, state, words })),
  );
}
