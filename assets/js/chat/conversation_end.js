// Where a conversation ends, and whether something new has come there.
import { lastRow, rowOf } from "./rows_store";
import { textStore } from "./text_store";

// `later` messages stand below those that are shown.
export const endOf = (later) => {
  const id = lastRow()?.id;
  return { id, length: textStore.length(id), later };
};

// A page turned, a picture or a text unfolded is nothing new; nor is what stands last once the last has gone.
export const hasGrown = (before, now) => {
  if (!rowOf(before.id)) return false;
  if (before.later || now.later) return now.later > before.later;
  return now.id !== before.id || now.length > before.length;
};
