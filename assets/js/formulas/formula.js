// A formula: the text that was written until KaTeX has loaded, which it does on first use, then as it is meant.
// Chemistry (\ce, \pu) loads with the first formula that has it.
import { createElement as h, memo, useEffect, useMemo, useRef, useState } from "react";
import { onFirstUse } from "../browser/lazy";

const CHEMISTRY = /\\(?:ce|pu)(?![a-z])/i;

const parts = { math: null, chemistry: null };
const loads = {
  math: onFirstUse(async () => {
    parts.math = await import("./math");
  }),
  chemistry: onFirstUse(async () => {
    parts.chemistry = await import("katex/contrib/mhchem");
  }),
};

const partsOf = (tex) => (CHEMISTRY.test(tex) ? ["math", "chemistry"] : ["math"]);

function useTypeset(tex) {
  const [, setLoaded] = useState(0);
  const missing = partsOf(tex).filter((name) => !parts[name]);
  useEffect(() => {
    if (!missing.length) return;
    const load = Promise.all(missing.map((name) => loads[name]()));
    load.then(
      () => setLoaded((count) => count + 1),
      () => {},
    ); // its source stays
  }, [missing.join()]);
  return missing.length ? null : parts.math.typeset;
}

// A part that KaTeX cannot break, wider than a phone's column may be: the formula scrolls by itself, then. It is looked
// at when the browser has laid it out anyway.
const WIDE_PX = 240;

function useWide(formula, html, display) {
  const [wide, setWide] = useState(false);
  useEffect(() => {
    if (display || !html) return undefined;
    const isWide = ({ contentRect }) => contentRect.width > WIDE_PX;
    const look = (entries) => entries.some(isWide) && setWide(true);
    const observer = new ResizeObserver(look);
    for (const base of formula.current.querySelectorAll(".katex-base")) observer.observe(base);
    return () => observer.disconnect();
  }, [html, display]);
  return wide;
}

export const Formula = memo(function Formula({ tex, source, display }) {
  const set = useTypeset(tex);
  const html = useMemo(() => set?.(tex, display), [set, tex, display]);
  const formula = useRef(null);
  const wide = useWide(formula, html, display);
  const name = `formula${display ? " display" : ""}${wide ? " wide" : ""}`;
  if (!html) return h("span", { className: set ? name : `${name} written`, translate: "no" }, source);
  const rest = display || wide ? { tabIndex: 0 } : {};
  return h("span", {
    className: name,
    translate: "no",
    ref: formula,
    ...rest,
    dangerouslySetInnerHTML: { __html: html },
  });
});
