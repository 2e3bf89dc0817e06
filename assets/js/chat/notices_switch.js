// Switches the notices of replies on and off.
import { createElement as h, useEffect, useState } from "react";
import { canNotify, isBlocked, isOn, turnOff, turnOn } from "./notices";

export function NoticesSwitch({ words }) {
  const [on, setOn] = useState(false);
  const [note, setNote] = useState(words.hint);
  useEffect(() => setOn(isOn()), []);

  const toggle = async () => {
    if (on) turnOff();
    const isNowOn = !on && canNotify() && (await turnOn());
    setOn(isNowOn);
    if (!on && !isNowOn) setNote(!canNotify() ? words.unknown : isBlocked() ? words.blocked : words.hint);
  };
  const props = { type: "button", role: "switch", className: "switch", "aria-checked": String(on), onClick: toggle };
  return [
    h(
      "button",
      { key: "switch", ...props, "data-testid": "notices" },
      h("span", null, words.title),
      h("span", { className: "switch-track", "aria-hidden": true }),
    ),
    h("p", { key: "note", className: "hint", role: "status" }, note),
  ];
}
