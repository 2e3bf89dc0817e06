// What stands beside the conversation where there is room. A phone's page does not even hold it, and its server
// is not asked: it knows by a cookie, which is set before the page's socket opens (first_paint.js).
import { createElement as h, useEffect, useSyncExternalStore } from "react";
import { listen } from "../browser/listen";
import { useScrollPlace } from "../browser/scroll_restoration";

const WIDE = "(min-width: 1024px)"; // also in first_paint.js and wide.css

const subscribe = (changed) => listen(matchMedia(WIDE), { change: changed });

const isKnown = () => document.cookie.includes("oreai-wide=true");

export const useWide = () =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => false,
  );

export function Sidebar({ onRoom, children, ...rest }) {
  const wide = useWide();
  useScrollPlace("aside .scroll", "/", wide); // the list stands where it stood on its own screen
  useEffect(() => {
    if (!wide || isKnown()) return;
    document.cookie = "oreai-wide=true; path=/; SameSite=Lax";
    onRoom(); // the window has become wide since the page was loaded
  }, [wide]);
  return wide ? h("aside", rest, children) : null;
}
