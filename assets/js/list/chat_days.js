// The list of chats by day, and each row's time in words: both change at the reader's own midnight.
const WEEK_DAYS = 7;

export const language = () => document.documentElement.lang || "zh-CN";

const formats = new Map();
const formatted = (kind, options, time) => {
  const name = `${language()} ${kind}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(language(), options));
  return formats.get(name).format(time);
};

export const midnight = (daysAgo) => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();
};

export const clock = (at) => formatted("clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
const weekday = (at) => formatted("weekday", { weekday: "short" }, at);
const date = (at) => formatted("date", { month: "short", day: "numeric" }, at);
const month = (at) => {
  const year = new Date(at).getFullYear();
  return year === new Date().getFullYear()
    ? formatted("month", { month: "long" }, at)
    : formatted("year", { year: "numeric", month: "long" }, at);
};

const kindOf = (row) => {
  if (row.pinned) return "pinned";
  if (row.sample) return "samples";
  if (row.at >= midnight(0)) return "today";
  if (row.at >= midnight(1)) return "yesterday";
  return row.at >= midnight(WEEK_DAYS) ? "week" : "month";
};

export const timeOf = (at) => {
  if (at >= midnight(1)) return clock(at);
  return at >= midnight(WEEK_DAYS - 1) ? weekday(at) : date(at);
};

// An unchanged row is the same object on the same day, so that React leaves it alone.
const views = new WeakMap();
const viewOf = (row, day, more) => {
  const made = `${day} ${Object.values(more).join(" ")}`;
  if (views.get(row)?.made !== made) views.set(row, { made, view: { ...row, ...more, time: timeOf(row.at) } });
  return views.get(row).view;
};

// The rows in the order that they have, in groups of days; `day` names today, `marked` says what else a row shows.
export const grouped = (rows, day, marked = (_row) => ({})) => {
  const groups = [];
  for (const row of rows) {
    const kind = kindOf(row);
    const label = kind === "month" ? month(row.at) : "";
    const last = groups.at(-1);
    const group = last?.key === kind + label ? last : { key: kind + label, kind, label, rows: [] };
    if (group !== last) groups.push(group);
    group.rows.push(viewOf(row, day, marked(row)));
  }
  return { loaded: true, count: rows.length, groups };
};
