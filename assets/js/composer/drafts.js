// What is written and not sent yet, kept in this browser; a draft is let go once the server has stored it. What was sent
// without a network is in the outbox: whether a send is held there is said by offline/waiting.js once that has come,
// until then the box itself keeps it.

import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";
import { storage, tabStorage } from "../browser/storage";
import { attached } from "./attached";

const draftName = (chatId) => `oreai-draft:${chatId}`;
const toldName = (chatId) => `oreai-told:${chatId}`;

export const drafts = {
  read: (chatId) => storage.read(draftName(chatId)),
  write: (chatId, text) => storage.write(draftName(chatId), text),

  // What the server last had of it: a draft that is no other is not newer than the server's.
  told: (chatId) => storage.read(toldName(chatId)),
  noteTold: (chatId, text) => storage.write(toldName(chatId), text),
};

// The newest send, also after a reload or in another chat: its answer may come when its composer is gone.
export const newestSend = {
  read: () => JSON.parse(tabStorage.read("oreai-sent") || "{}"),
  write: (send) => tabStorage.write("oreai-sent", JSON.stringify(send)),
};

export const letGo = (accepted) => {
  const { key, chatId, text, attachments = [] } = newestSend.read();
  if (!accepted || key !== accepted) return;
  newestSend.write({});
  const draft = drafts.read(chatId).trim();
  if (draft.startsWith(text)) drafts.write(chatId, draft.slice(text.length).trimStart());
  attached.remove(chatId, ({ id }) => attachments.includes(id));
};

const OUTBOX = "oreai-outbox";
const { subscribe, tell } = newListeners();

// Oldest first, as text: what useSyncExternalStore compares.
export const outbox = {
  holds: (_send, _isLost) => false,
  tell, // another tab has written it
  read: () => storage.read(OUTBOX),
  write(list) {
    storage.write(OUTBOX, list.length ? JSON.stringify(list) : "");
    tell();
  },
};

export const useOutbox = () => useSyncExternalStore(subscribe, outbox.read, () => "");
