// The rows of the open chat, outside the state: a change sends the rows that changed and no others.
import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";

const NONE = [];
let rows = NONE;
const { subscribe, tell } = newListeners();

const merged = (patch) => {
  if (patch.all) return patch.rows;
  const changed = new Map(patch.rows.map((row) => [row.id, row]));
  const kept = rows.filter((row) => !patch.gone.includes(row.id)).map((row) => changed.get(row.id) ?? row);
  const known = new Set(kept.map((row) => row.id));
  const fresh = patch.rows.filter((row) => !known.has(row.id));
  fresh.forEach((row, index) => kept.splice(patch.at?.[index] ?? kept.length, 0, row));
  return kept;
};

export const applyRows = (patch) => {
  rows = merged(patch);
  tell();
};

export const useRows = () =>
  useSyncExternalStore(
    subscribe,
    () => rows,
    () => NONE,
  );

export const lastRow = () => rows.at(-1);

export const rowOf = (id) => rows.find((row) => row.id === id);
