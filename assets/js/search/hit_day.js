// When a chat was last spoken in, as the list of chats says it.
import { createElement as h } from "react";
import { timeOf } from "../list/chat_days";

export function HitDay({ at }) {
  return h("time", { className: "found-time", dateTime: new Date(at).toISOString() }, timeOf(at));
}
