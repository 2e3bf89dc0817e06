// Quoting: beside what is selected in a message stands the offer to quote it, and what is quoted stands as a chip above
// the box.
import { Quote as QuoteSign, X } from "lucide-react";
import { createElement as h, useEffect, useState } from "react";
import { listen, stopAll } from "../browser/listen";
import { quotationOf, selectedPart, withoutMarks } from "../markdown/quotation";
import { useFolded } from "./folded";

const REST_MS = 200; // a selection that still changes is offered nothing
const WIDTH_PX = 112; // of the offer and the margin beside it
const HEIGHT_PX = 52;
const GAP_PX = 8;
const HANDLE_PX = 32; // what a touch selects has handles below it; above it stands the browser's own menu

const isTouched = () => document.documentElement.dataset.touch === "true"; // browser/touch.js

const take = (quotation) => dispatchEvent(new CustomEvent("oreai:quote", { detail: quotation }));

// Below the end of what is selected, as far as that is in the column.
const placeOf = ({ range }) => {
  const column = document.querySelector(".transcript").getBoundingClientRect();
  const { right, bottom } = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const within = (least, wanted, most) => Math.max(least, Math.min(wanted, most));
  return {
    left: within(column.left + GAP_PX, right - WIDTH_PX / 2, column.right - WIDTH_PX),
    top: within(column.top + GAP_PX, bottom + (isTouched() ? HANDLE_PX : GAP_PX), column.bottom - HEIGHT_PX),
  };
};

// Where the offer stands, and what it would quote; null while nothing is offered. Pressing it may end the selection.
function useOffer() {
  const [offer, setOffer] = useState(null);
  useEffect(() => {
    let timer = 0;
    let isPressed = false; // the offer, or the mouse that selects
    const look = () => {
      const part = isPressed ? null : selectedPart();
      if (!isPressed) setOffer(part ? { text: part.text, place: placeOf(part) } : null);
    };
    const lookSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    };
    const press = ({ pointerType, target }) => {
      isPressed = pointerType === "mouse" || Boolean(target.closest("[data-part=quote-offer]"));
    };
    const letGo = () => {
      isPressed = false;
      lookSoon();
    };
    const hide = () => {
      setOffer(null);
      lookSoon();
    };
    const selecting = { selectionchange: lookSoon, pointerdown: press, pointerup: letGo, pointercancel: letGo };
    const stop = stopAll(
      listen(document, selecting),
      listen(document, { scroll: hide }, { capture: true, passive: true }),
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return [offer, () => setOffer(null)];
}

const keepSelection = (event) => event.preventDefault();

function QuoteOffer({ label }) {
  const [offer, withdraw] = useOffer();
  if (!offer) return null;
  const onClick = () => {
    take(quotationOf(offer.text));
    getSelection().removeAllRanges();
    withdraw();
  };
  const held = { onPointerDown: keepSelection, onMouseDown: keepSelection, onClick };
  const style = { left: `${offer.place.left}px`, top: `${offer.place.top}px` };
  const names = { "data-part": "quote-offer", "data-testid": "quote-offer" };
  return h(
    "button",
    { type: "button", className: "quote-offer", style, ...held, ...names },
    h(QuoteSign, { size: 16, "aria-hidden": true }),
    label,
  );
}

function QuoteChip({ words }) {
  const { quote } = useFolded();
  if (!quote) return null;
  const remove = { type: "button", className: "small-button", "aria-label": words.remove, title: words.remove };
  return h(
    "div",
    { className: "paste", role: "group", "aria-label": words.quoted, "data-testid": "quote" },
    h(QuoteSign, { size: 18, "aria-hidden": true }),
    h("q", { dir: "auto" }, withoutMarks(quote)),
    h("button", { ...remove, onClick: () => take(""), "data-testid": "quote-remove" }, h(X, { size: 18 })),
  );
}

export function Quote({ words }) {
  return [h(QuoteOffer, { key: "offer", label: words.offer }), h(QuoteChip, { key: "chip", words })];
}
