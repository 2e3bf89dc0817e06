// The list of chats, outside the state: a change sends the rows that changed. Sorted here by the place that the
// server gave each row, grouped here by day: only the reader's own browser knows when their day begins.
import { useContext, useEffect, useSyncExternalStore } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { listen, newListeners, stopAll } from "../browser/listen";
import { keepChats } from "../browser/storage";
import { grouped, language } from "./chat_days";
import { keepSelected, onSelection, selected } from "./selection";

const DAY_LOOK_MS = 30000;
const NOTHING = { loaded: false, count: 0, groups: [], folders: [], folder: "" };

let rows = null;
let folders = [];
let folder = ""; // the one that the list is narrowed to
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
  folders = patch.folders ?? folders;
  if (!folders.some(({ id }) => id === folder)) folder = "";
  keepSelected(new Set(rows.map((row) => row.id)));
  listeners.tell();
};

export const showFolder = (id) => {
  folder = id;
  listeners.tell();
};

const listed = (day) => {
  const names = new Map(folders.map(({ id, name }) => [id, name]));
  const { on, ids } = selected();
  const chosen = new Set(ids);
  const marked = (row) => ({
    mark: on ? (chosen.has(row.id) ? "on" : "off") : "",
    folder_name: folder ? "" : (names.get(row.folder) ?? ""),
  });
  const within = folder ? rows.filter((row) => row.folder === folder) : rows;
  return { ...grouped(within, day, marked), count: rows.length, folders, folder };
};

let shown = { made: [], list: NOTHING };
const read = () => {
  if (!rows) return NOTHING;
  const day = `${new Date().toDateString()} ${language()}`;
  const made = [rows, folders, folder, selected(), day];
  if (made.some((one, at) => one !== shown.made[at])) shown = { made, list: listed(day) };
  return shown.list;
};

const subscribe = (listener) => {
  const timer = setInterval(listener, DAY_LOOK_MS); // a list that stays open past midnight
  const looks = listen(document, { visibilitychange: listener });
  const stop = stopAll(listeners.subscribe(listener), onSelection(listener), looks);
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
