// What stands folded above the box and goes with what is written in it: the quotation of a reply before it, long pastes
// after it.
import { useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";
import { storage } from "../browser/storage";

const GAP = "\n\n";
export const NOTHING = { quote: "", pastes: [] };

export const joined = (text, { quote, pastes }) =>
  quote || pastes.length ? [quote, text.trim(), ...pastes].filter(Boolean).join(GAP) : text;

let now = NOTHING;
const { subscribe, tell } = newListeners();

export const folded = {
  now: () => now,
  set(parts) {
    now = parts;
    tell();
  },
};

export const useFolded = () => useSyncExternalStore(subscribe, folded.now, () => NOTHING);

const pastesName = (chatId) => `oreai-pastes:${chatId}`;
const quoteName = (chatId) => `oreai-quote:${chatId}`;

// The draft is kept whole (drafts.js); beside it, which of its parts were folded.
export const keptFolds = {
  split(chatId, draft) {
    let text = draft;
    const stored = JSON.parse(storage.read(pastesName(chatId)) || "[]");
    const tail = stored.join(GAP);
    const pastes = text.endsWith(tail) ? stored : [];
    if (pastes.length) text = text.slice(0, -tail.length).trimEnd();
    const head = storage.read(quoteName(chatId));
    const quote = `${text}${GAP}`.startsWith(`${head}${GAP}`) ? head : "";
    if (quote) text = text.slice(quote.length).trimStart();
    return { text, parts: { quote, pastes } };
  },
  write(chatId, { quote, pastes }) {
    storage.write(pastesName(chatId), pastes.length ? JSON.stringify(pastes) : "");
    storage.write(quoteName(chatId), quote);
  },
};
