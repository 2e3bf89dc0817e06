// A quiet button in the corner of what stands before it: seen beside a mouse, after a touch, and by the keyboard.
import { Maximize2 } from "lucide-react";
import { createElement as h } from "react";
import { IconButton } from "../browser/icon_button";

export const WholeButton = ({ label, onClick }) =>
  h(IconButton, { Icon: Maximize2, label, onClick, part: "view-whole", className: "view-whole" });
