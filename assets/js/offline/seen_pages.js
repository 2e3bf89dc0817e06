// Keeps the list and each chat as they were last seen, for when there is no network. Another user on this browser finds
// nothing of the one before.
import { here } from "../browser/below";
import { storage } from "../browser/storage";
import { offlineCache } from "./offline_cache";

const READER = "oreai-reader";
const CONTROLS = "button, form, input, textarea, select, script, style, iframe, .scroll-bottom, .thinking";
const UNSTYLED = ".katex-html"; // the offline page has no style for it: there a formula is its MathML

const htmlOf = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("input.task").forEach((task) => task.replaceWith(task.checked ? "☑ " : "☐ "));
  copy.querySelectorAll(`${CONTROLS}, ${UNSTYLED}`).forEach((part) => part.remove());
  return copy.innerHTML;
};

const isComing = (element) => element.querySelector(".skeleton") !== null;

export const keepList = async () => {
  const rows = [...document.querySelectorAll("[data-part=chat-row]")];
  const list = rows[0]?.closest("main, aside") ?? (here() === "/" && document.querySelector("main"));
  if (!list || isComing(list)) return;
  await offlineCache.write("list", { html: htmlOf(list) });
  await offlineCache.keepChats(rows.map((row) => row.dataset.chatId));
};

export const keepChat = async () => {
  const [, id] = /^\/chat\/([^/]+)/.exec(here()) ?? [];
  const turns = document.querySelector(".transcript-inner");
  const title = document.querySelector("[data-part=chat-title]");
  if (document.querySelector("[data-part=temporary]")) return; // it is kept nowhere
  if (!id || !turns || isComing(turns) || !title?.textContent) return;
  await offlineCache.write(`chat/${id}`, { title: htmlOf(title), html: htmlOf(turns) });
};

export const begin = async (reader, words) => {
  if (storage.read(READER) !== reader) await offlineCache.forget();
  storage.write(READER, reader);
  await offlineCache.write("words", words);
};
