// A formula: the text that was written until KaTeX has loaded, which it does on first use, then as it is meant.
// Chemistry (\ce, \pu) loads with the first formula that has it.
import { createElement as h, memo, useEffect, useMemo, useState } from "react";
import { onFirstUse } from "./first_use";

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
    load.then(() => setLoaded((count) => count + 1), () => {}); // its source stays
  }, [missing.join()]);
  return missing.length ? null : parts.math.typeset;
}

export const Formula = memo(function Formula({ tex, source, display }) {
  const set = useTypeset(tex);
  const html = useMemo(() => set?.(tex, display), [set, tex, display]);
  const name = display ? "formula display" : "formula";
  if (!html) return h("span", { className: set ? name : `${name} written` }, source);
  const rest = display ? { tabIndex: 0 } : {};
  return h("span", { className: name, ...rest, dangerouslySetInnerHTML: { __html: html } });
});
