// What could be said after the newest reply, as chips below it: they are its row's, and go with the next message.
import { createElement as h } from "react";
import { useRows } from "../chat/rows_store";
import { fillBox } from "./box";

export function FollowUps({ label }) {
  const { id, follow_ups: texts = [] } = useRows().at(-1) ?? {};
  if (!texts.length) return null;
  const chip = (text) => {
    const onClick = () => fillBox(text, texts);
    return h("button", { key: text, type: "button", dir: "auto", onClick, "data-testid": "follow-up" }, text);
  };
  return h("div", { key: id, className: "follow-ups", role: "group", "aria-label": label }, texts.map(chip));
}
