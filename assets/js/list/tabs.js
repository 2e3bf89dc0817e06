// A row of tabs for the keyboard: one stop for Tab; arrows, Home and End choose.
import { createElement as h } from "react";

const chosenBy = (key, at, last) =>
  ({ ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last })[key];

export function Tabs({ children, ...rest }) {
  const onKeyDown = (event) => {
    const tabs = [...event.currentTarget.querySelectorAll("[role=tab]")];
    const tab = tabs[chosenBy(event.key, tabs.indexOf(event.target), tabs.length - 1)];
    if (!tab) return;
    event.preventDefault();
    tab.focus();
    tab.click();
  };
  return h("div", { ...rest, role: "tablist", onKeyDown }, children);
}
