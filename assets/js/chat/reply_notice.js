// Tells who looks at another page that a reply is ready; and asks once whether it may, after the second long reply.
import { createElement as h, useEffect, useRef, useState } from "react";
import { countLong, isOn, notify, turnOff, turnOn } from "./notices";
import { useEndedReply } from "./rows_store";

const LONG_MS = 10000;

export function ReplyNotice({ chatId, title, runningId, words }) {
  const [isAsking, setAsking] = useState(false);
  const began = useRef(0);

  useEffect(() => {
    if (runningId) began.current = performance.now();
  }, [runningId]);

  useEndedReply(runningId, ({ status }) => {
    if (status !== "complete") return;
    if (performance.now() - began.current > LONG_MS) setAsking(countLong());
    if (document.hidden && isOn()) notify(chatId, title, words.ready);
  });

  if (!isAsking) return null;
  const button = (label, kind, act, name) => {
    const onClick = () => {
      setAsking(false);
      act();
    };
    return h("button", { type: "button", className: `button ${kind}`, onClick, "data-testid": name }, label);
  };
  return h(
    "aside",
    { className: "hint-card", role: "status", "data-testid": "notices-ask" },
    h("p", null, words.ask),
    h(
      "div",
      { className: "answers" },
      button(words.no, "quiet", turnOff, "notices-no"),
      button(words.yes, "main", turnOn, "notices-yes"),
    ),
  );
}
