// A menu whose lines are fetched when the page has long been calm, or when it is first opened.
import { createElement as h, useState } from "react";
import { LazyPart } from "./lazy_part";

export function LazyMenu({ load, ...rest }) {
  const [isOpened, setOpened] = useState(false);
  const opens = { popover: "auto", onBeforeToggle: () => setOpened(true) };
  return h("div", { ...rest, ...opens }, h(LazyPart, { needed: isOpened, load }));
}
