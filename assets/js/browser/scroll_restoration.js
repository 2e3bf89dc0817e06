// Keeps a reader's place: how far down each screen was, and that the arrow to the list goes back to it, not on.
import { useEffect, useLayoutEffect } from "react";
import { useLocation } from "react-router";
import { leaveScreen } from "./back";
import { listen, stopAll } from "./listen";
import { tabStorage } from "./storage";

const NAME = "oreai-places";
const SEARCH = /\/search\/?$/;
const LATEST_MS = 3000; // content that comes later does not move the reader any more

const read = () => JSON.parse(tabStorage.read(NAME) || '{"tops":{},"trail":[]}');
const places = typeof window === "undefined" ? null : read();

export const useScrollPlace = (selector, path, isThere = true) => {
  useLayoutEffect(() => {
    const frame = document.querySelector(selector);
    const top = places.tops[path] ?? 0;
    if (!isThere || !frame) return undefined;
    const isFound = () => {
      frame.scrollTop = top;
      return Math.abs(frame.scrollTop - top) < 1;
    };
    const rows = new MutationObserver(() => isFound() && rows.disconnect());
    if (!isFound()) rows.observe(frame, { childList: true, subtree: true });
    const giveUp = () => rows.disconnect();
    const timer = setTimeout(giveUp, LATEST_MS);
    const note = () => {
      places.tops[path] = frame.scrollTop;
    };
    const listeners = { scroll: note, wheel: giveUp, touchstart: giveUp, keydown: giveUp };
    const stop = listen(frame, listeners, { passive: true });
    return () => {
      giveUp();
      clearTimeout(timer);
      stop();
    };
  }, [selector, path, isThere]);
};

const goBack = (event) => {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = isPlain && event.target.closest?.("a[data-part=chat-back]");
  const before = places.trail[(history.state?.idx ?? 0) - 1];
  if (!link || (before !== new URL(link.href).pathname && !SEARCH.test(before))) return;
  event.preventDefault();
  leaveScreen();
};

const showTab = (event) => event.target.closest?.("[role=tab]")?.scrollIntoView({ block: "nearest", inline: "center" });

const remember = () => tabStorage.write(NAME, JSON.stringify(places));

export function ScrollRestoration() {
  const { pathname } = useLocation();
  useScrollPlace("main.scroll", pathname);
  useEffect(() => {
    const step = history.state?.idx ?? 0;
    places.trail = [...places.trail.slice(0, step), pathname];
  }, [pathname]);
  useEffect(() => {
    const lastSigns = { pagehide: remember, visibilitychange: remember }; // a phone ends a hidden page without a word
    return stopAll(listen(window, { click: goBack }, true), listen(window, { click: showTab, ...lastSigns }));
  }, []);
  return null;
}
