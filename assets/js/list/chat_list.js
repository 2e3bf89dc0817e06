// The list of chats, outside the state: a change sends the rows that changed. Sorted here by the place that the
// server gave each row, grouped here by day: only the reader's own browser knows when their day begins.
import { useContext, useEffect, useSyncExternalStore } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { listen, newListeners, stopAll } from "../browser/listen";
import { keepChats } from "../browser/storage";

const DAY_LOOK_MS = 30000;
const WEEK_DAYS = 7;
const NOTHING = { loaded: false, count: 0, groups: [] };

let rows = null;
const listeners = newListeners();

const merged = (patch) => {
  const byId = new Map(patch.all ? [] : (rows ?? []).map((row) => [row.id, row]));
  patch.gone.forEach((id) => byId.delete(id));
  patch.rows.forEach((row) => byId.set(row.id, row));
  return [...byId.values()].sort((one, other) => other.place - one.place);
};

const apply = (patch) => {
  rows = merged(patch);
  if (patch.all) keepChats(rows.map((row) => row.id));
  listeners.tell();
};

const language = () => document.documentElement.lang || "zh-CN";

const formats = new Map();
const formatted = (kind, options, time) => {
  const name = `${language()} ${kind}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(language(), options));
  return formats.get(name).format(time);
};

const midnight = (daysAgo) => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();
};

const clock = (at) => formatted("clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
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

const timeOf = (at) => {
  if (at >= midnight(1)) return clock(at);
  return at >= midnight(WEEK_DAYS - 1) ? weekday(at) : date(at);
};

// An unchanged row is the same object on the same day, so that React leaves it alone.
const views = new WeakMap();
const viewOf = (row, day) => {
  if (views.get(row)?.day !== day) views.set(row, { day, view: { ...row, time: timeOf(row.at) } });
  return views.get(row).view;
};

const grouped = (day) => {
  const groups = [];
  for (const row of rows) {
    const kind = kindOf(row);
    const label = kind === "month" ? month(row.at) : "";
    const last = groups.at(-1);
    const group = last?.key === kind + label ? last : { key: kind + label, kind, label, rows: [] };
    if (group !== last) groups.push(group);
    group.rows.push(viewOf(row, day));
  }
  return { loaded: true, count: rows.length, groups };
};

let shown = { rows: null, day: "", list: NOTHING };
const read = () => {
  if (!rows) return NOTHING;
  const day = `${new Date().toDateString()} ${language()}`;
  if (shown.rows !== rows || shown.day !== day) shown = { rows, day, list: grouped(day) };
  return shown.list;
};

const subscribe = (listener) => {
  const timer = setInterval(listener, DAY_LOOK_MS); // a list that stays open past midnight
  const stop = stopAll(listeners.subscribe(listener), listen(document, { visibilitychange: listener }));
  return () => {
    clearInterval(timer);
    stop();
  };
};

export const useChatList = () => useSyncExternalStore(subscribe, read, () => NOTHING);

export const rowOf = (id) => rows?.find((row) => row.id === id);

let newest; // the value that this page has seen last
let seen = 0; // its number; a reloaded page has seen none, and a state that was made anew begins to count anew
let isWhole = false; // after a gap nothing counts until everything has come

export function ListFeed({ state, field, onGap }) {
  const store = useContext(StateStoreContext);
  useEffect(() => {
    const take = () => {
      const value = store.getSnapshot(state)?.[field] ?? [0, null];
      const [number, patch] = value;
      if (!patch) seen = 0;
      if (!patch || value === newest) return;
      isWhole = patch.all || (isWhole && number === seen + 1);
      [newest, seen] = [value, number];
      if (isWhole) apply(patch);
      else onGap();
    };
    take();
    return store.subscribe(state, take);
  }, [store, state, field, onGap]);
  return null;
}
