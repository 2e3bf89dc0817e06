// Whether this device is held in a hand: its keyboard lies on the screen, and comes with the focus.
export const isTouch = () => matchMedia("(hover: none) and (pointer: coarse)").matches;
