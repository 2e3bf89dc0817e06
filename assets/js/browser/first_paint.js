// Runs before the first paint: a store where the browser has none; the language, the colours and the size of the last visit, or
// those of the browser; whether there is room for the list beside a chat, which the server must know when the socket
// opens; and the browser's offer to install, which it makes once and early (install_hint.js).
(() => {
  const root = document.documentElement;

  // It forgets everything with the page (storage.js knows), but who asks it for something is answered.
  const forgetful = () => {
    const texts = new Map();
    return {
      forgets: true,
      getItem: (name) => texts.get(String(name)) ?? null,
      setItem: (name, text) => void texts.set(String(name), String(text)),
      removeItem: (name) => void texts.delete(String(name)),
      clear: () => texts.clear(),
      key: (at) => [...texts.keys()][at] ?? null,
      get length() {
        return texts.size;
      },
    };
  };
  const works = (ask) => {
    try {
      ask();
      return true;
    } catch {
      return false;
    }
  };
  const needs = {
    localStorage: () => localStorage.getItem("theme"),
    sessionStorage: () => sessionStorage.setItem("oreai", ""), // Reflex keeps a tab's name there, or does not start
  };
  for (const [name, ask] of Object.entries(needs)) {
    if (works(ask)) continue;
    root.dataset.storage = "blocked";
    works(() => Object.defineProperty(window, name, { value: forgetful(), configurable: true }));
  }
  const read = (name) => (works(needs.localStorage) ? localStorage.getItem(name) : null);

  root.lang = read("oreai-lang") || (/^zh/i.test(navigator.language) ? "zh-CN" : "en");
  const theme = read("theme") || "system";
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.classList.add(dark ? "dark" : "light");
  root.dataset.textSize = read("oreai-text-size") || "16";
  const wide = matchMedia("(min-width: 1024px)").matches; // a phone gets no cookie for it
  document.cookie = `oreai-wide=true; path=/; SameSite=Lax; Max-Age=${wide ? 86400 : 0}`;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    globalThis.oreaiInstallOffer = event;
  });
  if (!Object.values(needs).every(works)) oreaiObstacle.show("storage"); // nor can it be replaced
})();
