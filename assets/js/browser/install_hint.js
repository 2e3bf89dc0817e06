// The hint to put OreAI on the home screen: from the third visit on, until it is answered. Where the browser offers to
// install, by a touch; on iPhones and iPads, which offer nothing, in words.
import { createElement as h, useEffect, useState } from "react";
import { isOnApple } from "./device";
import { listen } from "./listen";
import { storage, tabStorage } from "./storage";

const VISITS = "oreai-visits";
const ANSWERED = "oreai-install-answered";
const FROM_VISIT = 3;

// A tab counts once, however often it is reloaded.
const visits = () => {
  const before = Number(storage.read(VISITS));
  if (tabStorage.read(VISITS)) return before;
  tabStorage.write(VISITS, "counted");
  storage.write(VISITS, String(before + 1));
  return before + 1;
};

const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

const isWelcome = () => visits() >= FROM_VISIT && !isInstalled() && !storage.read(ANSWERED);

export function InstallHint({ words }) {
  const [offer, setOffer] = useState(() => globalThis.oreaiInstallOffer); // first_paint.js has caught it
  const [isShown, setShown] = useState(false);
  const answer = () => {
    storage.write(ANSWERED, "true");
    setShown(false);
  };

  useEffect(() => setShown(isWelcome()), []);
  useEffect(() => listen(window, { beforeinstallprompt: setOffer, appinstalled: answer }), []);

  if (!isShown || !(offer || isOnApple())) return null;
  const install = () => {
    offer.prompt();
    answer();
  };
  const button = (label, kind, onClick, name) =>
    h("button", { type: "button", className: `button ${kind}`, onClick, "data-testid": name }, label);
  return h(
    "aside",
    { className: "hint-card", "aria-label": words.install, "data-testid": "install-hint" },
    h("p", null, words.why, " ", !offer && words.by_hand),
    h(
      "div",
      { className: "answers" },
      button(words.not_now, "quiet", answer, "install-no"),
      offer && button(words.install, "main", install, "install-yes"),
    ),
  );
}
