// Whether this device is held in a hand: its keyboard lies on the screen, and comes with the focus.
import { listen } from "./listen";

export const isTouch = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

const MOVES_FOCUS = ["Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

// Says on the page that a finger was there last, for the styles of the focus.
export const noteTouch = () => {
  const { dataset } = document.documentElement;
  const pointerdown = ({ pointerType }) => {
    if (pointerType === "touch") dataset.touch = "true";
    else delete dataset.touch;
  };
  const keydown = ({ key }) => {
    if (MOVES_FOCUS.includes(key)) delete dataset.touch;
  };
  return listen(window, { pointerdown, keydown }, { capture: true, passive: true });
};
