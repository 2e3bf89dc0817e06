// Takes what the Feed state sends into the stores of texts and rows, straight from Reflex's own store: no
// component renders for it. A value that went by before this page looked is noticed by its missing number.
import { useContext, useEffect, useRef } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { applyRows } from "./rows_store";
import { textStore } from "./text_store";

let named = ""; // the text that a piece without a name belongs to
let newest; // the value that was taken last; the stores outlive this component, and so does it
let seen = 0; // its number; a state that was made anew begins to count anew

const takePiece = (piece, onGap) => {
  if (piece.length === 3) named = piece[0];
  const [offset, text] = piece.slice(-2);
  if (!textStore.take(named, offset, text)) onGap(named);
};

// A reply's reasoning goes by its id and the sign `reasoning`.
export function Feed({ state, field, root, hydrated, reasoning, onGap, onLost }) {
  const store = useContext(StateStoreContext);
  const ask = useRef({});
  ask.current = { onGap, onLost };

  useEffect(() => {
    let asked = false;

    // Until the page is hydrated everything is still on its way: what the server told before a reload comes
    // first, and is no loss.
    const askForAll = () => {
      if (asked || !store.getSnapshot(root)?.[hydrated]) return;
      asked = true;
      ask.current.onLost();
    };

    const take = () => {
      const value = store.getSnapshot(state)?.[field] ?? [0];
      const [number, pieces, rows] = value;
      if (number === 0) seen = 0;
      if (number === 0 || value === newest) return;
      if (!rows?.all && number !== seen + 1) {
        askForAll();
        return;
      }
      newest = value;
      seen = number;
      asked = false;
      pieces.forEach((piece) => takePiece(piece, ask.current.onGap));
      if (rows) applyRows(rows);
      if (rows?.all) textStore.keep(new Set(rows.rows.flatMap(({ id }) => [id, id + reasoning])));
    };

    take();
    const leaves = [store.subscribe(state, take), store.subscribe(root, take)];
    return () => leaves.forEach((leave) => leave());
  }, [store, state, field, root, hydrated]);
  return null;
}
