// A scrolling column that comes back to where its reader left it, also after a reload.
import { createElement as h, useEffect, useLayoutEffect, useRef } from "react";

const places = new Map();

const storedName = (name) => `oreai-scroll:${name}`;

export function KeptScroll({ name, ready, children, ...rest }) {
  const column = useRef(null);

  useLayoutEffect(() => {
    if (!ready) return;
    column.current.scrollTop = places.get(name) ?? Number(sessionStorage.getItem(storedName(name)));
  }, [name, ready]);

  useEffect(() => {
    const store = () => sessionStorage.setItem(storedName(name), String(places.get(name) ?? 0));
    addEventListener("pagehide", store);
    return () => removeEventListener("pagehide", store);
  }, [name]);

  const onScroll = () => ready && places.set(name, column.current.scrollTop);
  return h("main", { ...rest, ref: column, onScroll }, children);
}
