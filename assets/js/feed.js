// Takes what the Feed state sends into the stores of texts and rows, straight from Reflex's own store: every
// value is seen, none is lost to a skipped render, and no component renders for it.
import { useContext, useEffect } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { applyRows } from "./rows_store";
import { textStore } from "./text_store";

let named = ""; // the message that a piece without an id belongs to

const takePiece = (piece, onGap) => {
  if (piece.length === 3) named = piece[0];
  const [offset, text] = piece.slice(-2);
  if (!textStore.take(named, offset, text)) onGap(named);
};

export function Feed({ state, field, onGap }) {
  const store = useContext(StateStoreContext);
  useEffect(() => {
    let seen;
    const take = () => {
      const value = store.getSnapshot(state)?.[field];
      if (!value || value === seen) return;
      seen = value;
      const [, pieces, rows] = value;
      pieces.forEach((piece) => takePiece(piece, onGap));
      if (rows) applyRows(rows);
    };
    take();
    return store.subscribe(state, take);
  }, [store, state, field, onGap]);
  return null;
}
