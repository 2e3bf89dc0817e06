// What another app shares with OreAI, or its *new chat* on the home screen, comes in the address of the first screen:
// the words go into the box of a new chat, after what is written there, and are never sent.
import { useEffect } from "react";
import { focusBox, joinInBox } from "./box";

const wordsIn = (asked) => {
  const [title, text, url] = ["title", "text", "url"].map((name) => (asked.get(name) ?? "").trim());
  return [title, text, url].filter((part, at, all) => part && !all.slice(0, at).some((other) => other.includes(part)));
};

const takeWords = () => {
  const words = wordsIn(new URLSearchParams(location.search));
  history.replaceState(history.state, "", location.pathname); // a reload brings them no second time
  joinInBox((written) => [written, words.join("\n")]);
  focusBox();
};

export function SharedWords() {
  useEffect(takeWords, []);
  return null;
}
