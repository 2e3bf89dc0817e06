// A button with an icon and a name.
import { createElement as h } from "react";

export const IconButton = ({ Icon, label, part, onClick, className = "icon-button", disabled = false }) =>
  h(
    "button",
    { type: "button", className, "aria-label": label, title: label, onClick, disabled, "data-testid": part },
    h(Icon, { size: 20, "aria-hidden": true }),
  );
