// Which chats are selected, while several are; in this page alone.
import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";

export const MOST_SELECTED = 100; // MOST_AT_ONCE of services/chats/rows.py
const NONE = { on: false, ids: [], full: false };

let selection = NONE;
const { subscribe, tell } = newListeners();
export const onSelection = subscribe;

const select = (ids) => {
  selection = { on: true, ids, full: ids.length === MOST_SELECTED };
  tell();
};

export const selected = () => selection;
export const beginSelection = (id) => select([id]);
export const endSelection = () => {
  if (!selection.on) return;
  selection = NONE;
  tell();
};
export const toggle = (id) => {
  if (selection.ids.includes(id)) select(selection.ids.filter((one) => one !== id));
  else if (!selection.full) select([...selection.ids, id]);
};
// What has left the list can not be chosen any more.
export const keepSelected = (known) => {
  const left = selection.ids.filter((id) => known.has(id));
  if (left.length < selection.ids.length) select(left);
};

export const useSelection = () =>
  useSyncExternalStore(
    subscribe,
    () => selection,
    () => NONE,
  );
