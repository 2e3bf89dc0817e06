// Has what is seen kept for when there is no network, and sets up the worker that then shows it. What keeps it is
// fetched when the page is quiet.
import { useEffect } from "react";
import { below } from "../browser/below";
import { onFirstUse } from "../browser/lazy";

const QUIET_MS = 600; // a page that still changes is not kept yet

export function LastSeen({ reader, words }) {
  useEffect(() => {
    if (!reader || !isSecureContext) return undefined; // else the browser keeps nothing
    const start = onFirstUse(async () => {
      const pages = await import("./seen_pages");
      await pages.begin(reader, words);
      return pages;
    });
    const giveUp = () => {}; // the browser's store is full, or closed to us: the next change tries again
    let saved = Promise.resolve();
    let timer;
    const keepAll = async () => {
      const { keepList, keepChat } = await start();
      await keepList();
      await keepChat();
    };
    const keep = () => {
      saved = saved.then(keepAll).catch(giveUp);
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
