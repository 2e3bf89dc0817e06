// What is looked at in full, over the page: a picture of a message, or a table. What shows it is fetched when it is needed.
import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";

const NOTHING = {};

let opened = NOTHING; // {picture: {kind, src, alt}} or {table}, and `opener`: the element that it was opened by
const { subscribe, tell } = newListeners();

const open = (what) => {
  opened = what;
  tell();
};

// A picture is one of ours (`attachment`), drawn in the page (`diagram`), or of somebody else's (`foreign`).
export const viewPicture = (picture, opener) => open({ picture, opener });

export const viewTable = (table, opener) => open({ table, opener });

// The browser gives the focus back to what had it; a finger in Safari gives it to nothing.
export const closeViewer = () => {
  const { opener } = opened;
  open(NOTHING);
  opener?.focus({ preventScroll: true });
};

export const useViewed = () =>
  useSyncExternalStore(
    subscribe,
    () => opened,
    () => NOTHING,
  );
