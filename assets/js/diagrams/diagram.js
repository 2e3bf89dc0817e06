// A diagram, shown as a picture: a picture runs no script, follows no link and fetches nothing. Mermaid, loaded
// with the first diagram, draws it in a room of its own (diagram_room.js).
import { createElement as h, useContext, useEffect, useState } from "react";
import { Labels } from "../markdown/contexts";
import { viewPicture } from "../viewer/opened";
import { WholeButton } from "../viewer/whole_button";

const MOST_KEPT = 40;
const LONGEST = 20000; // characters
const SMALLEST = 0.65; // of its size, so that its words can be read; a wider picture scrolls

export const isDiagram = (language) => language === "mermaid";

const isDark = () => document.documentElement.classList.contains("dark");

function useDark() {
  const [dark, setDark] = useState(isDark);
  useEffect(() => {
    const observer = new MutationObserver(() => setDark(isDark()));
    observer.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => observer.disconnect();
  }, []);
  return dark;
}

const drawings = new Map();
const keyOf = (code, dark) => `${dark} ${code}`;

const keep = (key, drawn) => {
  if (drawings.size >= MOST_KEPT) drawings.delete(drawings.keys().next().value);
  drawings.set(key, drawn);
  return drawn;
};

const draw = async (code, dark) => {
  if (code.length > LONGEST) throw new Error("too long");
  const { drawn } = await import("./diagram_room");
  return keep(keyOf(code, dark), { ...(await drawn(code, dark)), dark });
};

export function Drawing({ code, written, onFail }) {
  const labels = useContext(Labels);
  const dark = useDark();
  const [picture, setPicture] = useState(() => drawings.get(keyOf(code, dark)));
  useEffect(() => {
    let current = true;
    draw(code, dark).then(
      (drawn) => current && setPicture(drawn),
      () => current && onFail(),
    );
    return () => {
      current = false;
    };
  }, [code, dark]);
  if (!picture) return written;
  const { src, width, height } = picture;
  const style = { maxWidth: `max(100%, ${Math.round(width * SMALLEST)}px)` };
  const alt = labels.diagram;
  const view = ({ currentTarget }) => viewPicture({ kind: "diagram", src, alt }, currentTarget);
  const image = h("img", { src, width, height, style, alt, onError: onFail, onClick: view });
  const frame = { className: "diagram", tabIndex: 0, role: "group", "aria-label": alt };
  return [
    h("div", { key: "diagram", ...frame, "data-dark": picture.dark }, image),
    h(WholeButton, { key: "whole", label: labels.whole, onClick: view }),
  ];
}
