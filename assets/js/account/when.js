// A moment in the reader's own words and time zone.
import { createElement as h } from "react";

export function When({ at, lang }) {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
  return h("time", { dateTime: at }, format.format(new Date(at)));
}
