// What keeps the page from working is said over it, in the browser's language. Nothing of the app may have started by
// then: this stands by itself in the page's head, beside its words (oreai.py).
const oreaiObstacle = (() => {
  const LOOK_EVERY_MS = 500;
  let panel = null;
  let looks = "";

  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const panelOf = (kind) => {
    const words = oreaiObstacleWords[document.documentElement.lang] ?? oreaiObstacleWords.en;
    const again = {
      type: "button",
      className: "button main",
      textContent: words.again,
      onclick: () => location.reload(),
    };
    const hint = made("p", { textContent: words[`${kind}_hint`] });
    const element = made(
      "div",
      { className: "obstacle empty" },
      made("h2", { textContent: words[kind] }),
      hint,
      made("button", again),
    );
    element.setAttribute("role", "alert");
    Object.assign(element.dataset, { testid: "obstacle", kind });
    return element;
  };
  // An app that breaks may take everything in the page away, its colours too.
  const keep = () => {
    if (!panel || panel.isConnected || !document.body) return;
    document.documentElement.classList.add(looks);
    document.body.append(panel);
  };
  setInterval(keep, LOOK_EVERY_MS);

  return {
    show(kind) {
      if (panel?.dataset.kind === kind) return;
      panel?.remove();
      panel = panelOf(kind);
      looks = document.documentElement.classList.contains("dark") ? "dark" : "light";
      keep();
    },
    clear(kind) {
      if (panel?.dataset.kind !== kind) return;
      panel.remove();
      panel = null;
    },
  };
})();
globalThis.oreaiObstacle = oreaiObstacle;
