// What belongs to the document as a whole: its language, and a fresh start where the session cookie is gone.
import { useEffect } from "react";
import { kept, keptInTab } from "./kept";

const TRIED = "oreai-fetched-again";

// The phone's own bars take the colour of the page.
const colourBars = () => {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  document.querySelector("meta[name=theme-color]").content = paper;
};

export function Page({ lang, ready, nobody, title }) {
  useEffect(() => {
    if (!ready) return;
    document.documentElement.lang = lang;
    document.documentElement.classList.add("ready");
    kept.write("oreai-lang", lang);
    keptInTab.write(TRIED, "");
  }, [lang, ready]);

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  useEffect(() => {
    if (!nobody || keptInTab.read(TRIED)) return;
    if (keptInTab.write(TRIED, "true")) location.reload();
  }, [nobody]);

  useEffect(() => {
    colourBars();
    const colours = new MutationObserver(colourBars);
    colours.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => colours.disconnect();
  }, []);

  return null;
}
