// A formula: the text that was written until KaTeX has loaded, which it does on first use, then as it is meant.
import { createElement as h, memo, useEffect, useMemo, useState } from "react";
import { onFirstUse } from "./first_use";

let typeset = null;
const load = onFirstUse(async () => {
  typeset = (await import("./math")).typeset;
});

function useTypeset() {
  const [, setLoaded] = useState(Boolean(typeset));
  useEffect(() => {
    if (!typeset) load().then(() => setLoaded(true), () => {}); // its source stays
  }, []);
  return typeset;
}

export const Formula = memo(function Formula({ tex, source, display }) {
  const set = useTypeset();
  const html = useMemo(() => set?.(tex, display), [set, tex, display]);
  const name = display ? "formula display" : "formula";
  if (!html) return h("span", { className: set ? name : `${name} written` }, source);
  const rest = display ? { tabIndex: 0 } : {};
  return h("span", { className: name, ...rest, dangerouslySetInnerHTML: { __html: html } });
});
