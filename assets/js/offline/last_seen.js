// Keeps the list and each chat as they were last seen, for when there is no network, and sets up the worker
// that then shows them. Another user on this browser finds nothing of the one before.
import { useEffect } from "react";
import { below, here } from "../browser/below";
import { onFirstUse } from "../browser/lazy";
import { storage } from "../browser/storage";
import { canKeep, offlineCache } from "./offline_cache";

const QUIET_MS = 600; // a page that still changes is not kept yet
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

const keepList = async () => {
  const rows = [...document.querySelectorAll("[data-part=chat-row]")];
  const list = rows[0]?.closest("main, aside") ?? (here() === "/" && document.querySelector("main"));
  if (!list || isComing(list)) return;
  await offlineCache.write("list", { html: htmlOf(list) });
  await offlineCache.keepChats(rows.map((row) => row.dataset.chatId));
};

const keepChat = async () => {
  const [, id] = /^\/chat\/([^/]+)/.exec(here()) ?? [];
  const turns = document.querySelector(".transcript-inner");
  const title = document.querySelector("[data-part=chat-title]");
  if (!id || !turns || isComing(turns) || !title?.textContent) return;
  await offlineCache.write(`chat/${id}`, { title: htmlOf(title), html: htmlOf(turns) });
};

const begin = async (reader, words) => {
  if (storage.read(READER) !== reader) await offlineCache.forget();
  storage.write(READER, reader);
  await offlineCache.write("words", words);
};

export function LastSeen({ reader, words }) {
  useEffect(() => {
    if (!reader || !canKeep()) return undefined;
    const begun = onFirstUse(() => begin(reader, words));
    const giveUp = () => {}; // the browser's store is full, or closed to us: the next change tries again
    let kept = begun().catch(giveUp);
    let timer;
    const keep = () => {
      kept = kept.then(begun).then(keepList).then(keepChat).catch(giveUp);
    };
    const onChange = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, QUIET_MS);
    };
    const changes = new MutationObserver(onChange);
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-status"] });
    onChange();
    return () => {
      changes.disconnect();
      clearTimeout(timer);
    };
  }, [reader, words.lang]);

  useEffect(() => {
    if (reader) navigator.serviceWorker?.register(below("/sw.js"), { updateViaCache: "none" });
  }, [reader]);

  return null;
}
