// What belongs to the document as a whole: its language, its focus, a fresh start where the session cookie is gone,
// and a word to the server that the page is still open.
import { useEffect, useRef } from "react";
import { useFirstAnswer } from "./first_answer";
import { keepFocus } from "./focus_return";
import { storage, tabStorage } from "./storage";
import { noteTouch } from "./touch";
import "./over_keyboard";
import "./stale_build";
import "./translated_nodes";

const TRIED = "oreai-fetched-again";
const STAY_MS = 20 * 60 * 1000; // should the server have forgotten the page, it learns it then

// The phone's own bars take the colour of the page.
const colourBars = () => {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  document.querySelector("meta[name=theme-color]").content = paper;
};

if (typeof window !== "undefined" && !("popover" in HTMLElement.prototype)) import("./plain_menus");

export function Page({ lang, ready, nobody, lost, title, onStay }) {
  useEffect(() => {
    if (!ready) return;
    document.documentElement.lang = lang;
    document.documentElement.classList.add("ready");
    storage.write("oreai-lang", lang);
    tabStorage.write(TRIED, "");
    oreaiObstacle.clear("cookies");
  }, [lang, ready]);

  const wasReady = useRef(false);
  useEffect(() => {
    if (wasReady.current && !ready) onStay(); // forgotten all the same: any word brings everything back
    wasReady.current = ready;
  }, [ready]);

  useEffect(() => {
    const timer = setInterval(onStay, STAY_MS);
    return () => clearInterval(timer);
  }, []);

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  useEffect(() => {
    if (!nobody) return;
    if (!tabStorage.read(TRIED) && tabStorage.write(TRIED, "true")) location.reload();
    else oreaiObstacle.show("cookies");
  }, [nobody]);

  useFirstAnswer(ready || nobody, lost);

  useEffect(keepFocus, []);
  useEffect(noteTouch, []);

  useEffect(() => {
    colourBars();
    const colours = new MutationObserver(colourBars);
    colours.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => colours.disconnect();
  }, []);

  return null;
}
