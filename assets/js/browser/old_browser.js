// Runs after first_paint.js: a browser that is older than what the build is for (client_build.OLDEST_BROWSERS) shows
// one sentence instead of a page that breaks, and loads nothing more.
(() => {
  const isOld = () => {
    try {
      new RegExp("(?<=a)b"); // Safari 16.4
      const hasMix = CSS.supports("color", "color-mix(in srgb, red, red)"); // Chrome 111
      return !hasMix || !Array.prototype.toSorted; // Firefox 115
    } catch (error) {
      return true;
    }
  };
  if (!isOld()) return;
  const words = __OLD_BROWSER__;
  document.write(
    `<p role="alert" style="margin:15vh 2em;font:18px/1.6 sans-serif">${words[document.documentElement.lang]}</p>`,
  );
  window.stop();
})();
