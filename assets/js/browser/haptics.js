// A short pulse under the finger that sends or stops, where the device has one and nobody asks for less motion.
import { useEffect } from "react";
import { listen } from "./listen";

const PULSE_MS = 12;

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const onClick = ({ target }) => {
  if (target.closest?.("[data-pulses]") && !isCalm()) navigator.vibrate?.(PULSE_MS);
};

export function Haptics() {
  useEffect(() => listen(document, { click: onClick }, true), []);
  return null;
}
