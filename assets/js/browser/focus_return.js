// A button that is gone once it was pressed leaves the focus to what now stands in its place, else to the box one
// writes in (on a touch keyboard to the column: nothing pops up), else to the first thing of the screen.
import { listen, stopAll } from "./listen";
import { isTouch } from "./touch";

const isThere = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
const usable = (element) => isThere(element) && !element.disabled;

// A button whose label says what it is of has a name as a part of the page.
const nameOf = (button) => button.dataset.part ?? button.getAttribute("aria-label") ?? button.textContent;
const namesakes = (name) => [...document.querySelectorAll("button")].filter((button) => nameOf(button) === name);

// The button of this name at the same place, or one beside it where that one cannot be pressed.
const inPlaceOf = ({ name, at }) => {
  const same = namesakes(name);
  const one = same[Math.min(at, same.length - 1)];
  return one && [one, ...one.parentElement.querySelectorAll("button")].find(usable);
};

const HOMES = ["main :is(a, button)", "header :is(a, button)"];
const home = () =>
  [isTouch() ? ".transcript" : ".chat [data-part=composer]", ...HOMES]
    .map((selector) => [...document.querySelectorAll(selector)].find(usable))
    .find(Boolean);

export const keepFocus = () => {
  let held = null; // {button, name, at, path} of the button that has the focus, or had it until it went
  let frame = 0;

  const onFocus = ({ target }) => {
    const name = target.matches("button") && nameOf(target);
    held = name ? { button: target, name, at: namesakes(name).indexOf(target), path: location.pathname } : null;
  };
  const letGo = () => {
    held = null;
  };
  const look = () => {
    frame = 0;
    const isLost = held && [document.body, held.button].includes(document.activeElement) && !isThere(held.button);
    if (!isLost) return;
    const lost = held;
    held = null;
    if (lost.path === location.pathname) (inPlaceOf(lost) ?? home())?.focus({ preventScroll: true });
  };
  const onChange = () => {
    if (held) frame ||= requestAnimationFrame(look); // who puts the focus somewhere has done so by then
  };

  const changes = new MutationObserver(onChange);
  changes.observe(document.body, { childList: true, subtree: true });
  const stop = stopAll(listen(window, { focusin: onFocus }), listen(window, { pointerdown: letGo }, true));
  return () => {
    changes.disconnect();
    cancelAnimationFrame(frame);
    stop();
  };
};
