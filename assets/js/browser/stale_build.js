// A part of the page that is loaded on first use does not come: after a deploy its name is another one, and a browser
// that has failed once may not ask again. The page itself is fetched anew then; drafts are kept beside it.
import { attached } from "../composer/attached";
import { isServerThere } from "./server";
import { tabStorage } from "./storage";

const RENEWED = "oreai-renewed";
const AT_MOST_EVERY_MS = 60000;

const renew = async () => {
  if (!navigator.onLine || !(await isServerThere())) return; // it has nothing newer: the page stays, with its banner
  const isRecent = Date.now() - Number(tabStorage.read(RENEWED)) < AT_MOST_EVERY_MS;
  const isWriting = document.querySelector("dialog[open] textarea, dialog[open] input"); // no draft keeps that,
  if (isRecent || isWriting || attached.isHeldHere()) return; // nor a picture
  if (tabStorage.write(RENEWED, String(Date.now()))) location.reload(); // else it would not know that it has been
};

if (typeof window !== "undefined") addEventListener("vite:preloadError", renew);
