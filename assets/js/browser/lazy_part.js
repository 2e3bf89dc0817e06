// A part of the page that is fetched when it is first needed, or when the page has long been calm, and then stays.
// It must look like nothing until it is needed: a closed sheet.
import { createElement as h, useEffect, useState } from "react";

const CALM_AFTER_MS = 5000;
const AGAIN_AFTER_MS = 2000;

export function LazyPart({ needed, load }) {
  const [Part, setPart] = useState(null);

  useEffect(() => {
    if (Part) return undefined;
    let timer = 0;
    let isOver = false;
    const keep = (part) => isOver || setPart(() => part);
    const again = () => {
      if (needed && !isOver) timer = setTimeout(take, AGAIN_AFTER_MS);
    };
    const take = () => isOver || load().then(keep, again);
    if (needed) take();
    else timer = setTimeout(take, CALM_AFTER_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [needed, Part]);

  return Part && h(Part);
}
