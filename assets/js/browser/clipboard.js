// Copying, for every button and key that copies; whether it went well is told to whoever listens (shortcuts.js).
// Without TLS, or in a browser that knows no ClipboardItem, the old command does it.
import { withoutAnsi } from "../code/ansi";
import { listen } from "./listen";

const isOpen = () => Boolean(navigator.clipboard?.write && globalThis.ClipboardItem);

const write = (formats) => {
  const blobs = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};

// Safari copies only where something is selected; afterwards focus and selection are as they were.
const selecting = (text, act) => {
  const selection = getSelection();
  const focused = document.activeElement;
  const before = selection.rangeCount ? selection.getRangeAt(0) : null;
  const place = Object.assign(document.createElement("span"), { textContent: text, className: "visually-hidden" });
  place.style.userSelect = "text";
  document.body.append(place);
  selection.selectAllChildren(place);
  act();
  place.remove();
  selection.removeAllRanges();
  if (before) selection.addRange(before);
  focused?.focus({ preventScroll: true });
};

const byCommand = (formats) => {
  let taken = false;
  const onCopy = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, text] of Object.entries(formats)) event.clipboardData.setData(type, text);
    taken = true;
  };
  const stop = listen(window, { copy: onCopy }, true);
  selecting(formats["text/plain"], () => document.execCommand("copy"));
  stop();
  return taken;
};

const written = (formats) =>
  isOpen()
    ? write(formats).then(
        () => true,
        () => byCommand(formats),
      )
    : byCommand(formats);

// As plain text, and with its looks for an editor that takes them; true where it went well.
export const copy = async (text, html) => {
  const isCopied = await written({ "text/plain": withoutAnsi(text), ...(html && { "text/html": html }) });
  dispatchEvent(new CustomEvent(isCopied ? "oreai:copied" : "oreai:not-copied"));
  return isCopied;
};
