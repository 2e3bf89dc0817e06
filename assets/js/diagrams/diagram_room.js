// The room where diagrams are drawn: a hidden frame of our own whose policy lets no inline script run and nothing
// be fetched but our own scripts. What a diagram smuggles in stays there; only its picture comes out.
import { onFirstUse } from "../browser/lazy";

// In such a frame 'self' is nobody for Firefox: the origin is named.
const policy = () => `default-src 'none'; script-src ${location.origin}; style-src 'unsafe-inline'; form-action 'none'`;
const COLOURS = [
  "surface",
  "sunken",
  "line",
  "ink",
  "ink-soft",
  "accent",
  "accent-soft",
  "ore",
  "ore-soft",
  "danger",
  "danger-soft",
];

const furnished = onFirstUse(async () => {
  const { address } = await import("./diagram_engine");
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.name = "diagram-room";
    frame.title = "";
    frame.tabIndex = -1;
    frame.inert = true;
    frame.setAttribute("aria-hidden", "true");
    frame.style.cssText = "position:fixed;left:-9999px;top:0;width:800px;height:600px;border:0;visibility:hidden";
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy()}">
      <script type="module" src="${address}"></script>`;
    frame.addEventListener("load", () => {
      const { contentWindow: inside } = frame;
      inside.addEventListener("vite:preloadError", () => dispatchEvent(new Event("vite:preloadError"))); // stale_build.js
      if (inside.draw) return resolve(frame);
      frame.remove();
      return reject(new Error("no room"));
    });
    document.body.append(frame);
  });
});

const look = (dark) => {
  const style = getComputedStyle(document.documentElement);
  const colours = COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { dark, font: getComputedStyle(document.body).fontFamily, ...Object.fromEntries(colours) };
};

const drawInRoom = async (code, dark) => {
  const frame = await furnished();
  const { svg, width, height } = await frame.contentWindow.draw(code, look(dark));
  return { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, width, height };
};

// One after the other: a chat full of diagrams must leave the page time to answer.
/** @type {Promise<unknown>} */
let last = Promise.resolve();

export const drawn = (code, dark) => {
  const next = last.then(() => drawInRoom(code, dark));
  last = next.catch(() => new Promise((resolve) => setTimeout(resolve)));
  return next;
};
