// Takes the pieces of the Feed state into the text store, straight from Reflex's own store: every value
// is seen, none is lost to a skipped render, and no component renders for it.
import { useContext, useEffect } from "react";
import { StateStoreContext } from "$/utils/context-registry";
import { textStore } from "./text_store";

export function Feed({ state, field, onGap }) {
  const store = useContext(StateStoreContext);
  useEffect(() => {
    let seen;
    const take = () => {
      const value = store.getSnapshot(state)?.[field];
      if (!value || value === seen) return;
      seen = value;
      for (const [id, offset, text] of value[1]) {
        if (!textStore.take(id, offset, text)) onGap(id);
      }
    };
    take();
    return store.subscribe(state, take);
  }, [store, state, field, onGap]);
  return null;
}
