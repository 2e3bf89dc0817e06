// The rows of the open chat, outside the state: a change sends the rows that changed and no others.
import { useEffect, useRef, useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";

const NONE = [];
let rows = NONE;
const { subscribe, tell } = newListeners();

const merged = (patch) => {
  if (patch.all) return patch.rows;
  const changed = new Map(patch.rows.map((row) => [row.id, row]));
  const remaining = rows.filter((row) => !patch.gone.includes(row.id)).map((row) => changed.get(row.id) ?? row);
  const known = new Set(remaining.map((row) => row.id));
  const fresh = patch.rows.filter((row) => !known.has(row.id));
  fresh.forEach((row, index) => remaining.splice(patch.at?.[index] ?? remaining.length, 0, row));
  return remaining;
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

export const lastQuestion = () => rows.findLast(({ role }) => role === "user");

export const rowOf = (id) => rows.find((row) => row.id === id);

// The end of a reply that was seen to run here.
export const useEndedReply = (runningId, onEnd) => {
  const shown = useRows();
  const seen = useRef(""); // it has not ended yet

  useEffect(() => {
    if (runningId) seen.current = runningId;
    const reply = rowOf(seen.current);
    if (runningId || !reply || reply.status === "streaming") return;
    seen.current = "";
    onEnd(reply);
  }, [runningId, shown]);
};
