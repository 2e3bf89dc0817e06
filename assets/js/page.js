// What belongs to the document as a whole: its language, its focus, and a fresh start where the session cookie
// is gone.
import { useEffect } from "react";
import { keepFocus } from "./focus_kept";

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
    localStorage.setItem("oreai-lang", lang);
    sessionStorage.removeItem(TRIED);
  }, [lang, ready]);

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  useEffect(() => {
    if (!nobody || sessionStorage.getItem(TRIED)) return;
    sessionStorage.setItem(TRIED, "true");
    location.reload();
  }, [nobody]);

  useEffect(keepFocus, []);

  useEffect(() => {
    colourBars();
    const colours = new MutationObserver(colourBars);
    colours.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => colours.disconnect();
  }, []);

  return null;
}
