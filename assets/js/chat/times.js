// When a message was written: the line where a day begins, and the time of each message.
import { createElement as h } from "react";
import { clock, language, midnight } from "../list/chat_days";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;

const dayOf = (at) => new Date(at).setHours(0, 0, 0, 0);

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

const nameOf = (day) => {
  const ago = Math.round((midnight(0) - day) / DAY_MS);
  if (ago >= 0 && ago <= 1)
    return capital(new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-ago, "day"));
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { month: "long", day: "numeric" };
  if (ago < WEEK_DAYS) parts.weekday = "long";
  if (new Date(day).getFullYear() !== new Date().getFullYear()) parts.year = "numeric";
  return new Intl.DateTimeFormat(language(), parts).format(day);
};

// Between `before` and `at`, in ms, where a day lies between them; a chat that begins today needs no name for it.
export function DayLine({ at, before, isFirst }) {
  const day = dayOf(at);
  const isShown = before ? dayOf(before) !== day : isFirst && day !== midnight(0);
  if (!at || !isShown) return null;
  return h("div", { className: "divider", role: "separator", "data-testid": "day" }, nameOf(day));
}

export function MessageTime({ at }) {
  if (!at) return null;
  const words = { dateTime: new Date(at).toISOString(), title: `${nameOf(dayOf(at))} ${clock(at)}` };
  return h("time", { className: "message-time", "data-testid": "message-time", ...words }, clock(at));
}
