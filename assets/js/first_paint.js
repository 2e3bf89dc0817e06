// Runs before the first paint: the language and the colours of the last visit, or those of the browser;
// and whether there is room for the list beside a chat, which the server must know when the socket opens.
(() => {
  const root = document.documentElement;
  const lang = localStorage.getItem("oreai-lang") || (/^zh/i.test(navigator.language) ? "zh-CN" : "en");
  root.lang = lang;
  const theme = localStorage.getItem("theme") || "system";
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.classList.add(dark ? "dark" : "light");
  const wide = matchMedia("(min-width: 1024px)").matches; // a phone gets no cookie for it
  document.cookie = `oreai-wide=true; path=/; SameSite=Lax; Max-Age=${wide ? 86400 : 0}`;
})();
