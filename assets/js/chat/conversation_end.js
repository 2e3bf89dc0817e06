// Where a conversation ends, and whether something new has come there.
import { lastQuestion, lastRow, rowOf } from "./rows_store";
import { textStore } from "./text_store";

export const NOWHERE = { id: undefined, length: 0, later: 0, isRunning: false, question: undefined };

// `later` messages stand below those that are shown; `question` is the newest one among them.
export const endOf = (later) => {
  const { id, status } = lastRow() ?? {};
  return { id, length: textStore.length(id), later, isRunning: status === "streaming", question: lastQuestion()?.id };
};

// A page turned, a picture or a text unfolded is nothing new; nor is what stands last once the last has gone.
export const hasGrown = (before, now) => {
  if (!rowOf(before.id)) return false;
  if (before.later || now.later) return now.later > before.later;
  return now.id !== before.id || now.length > before.length;
};

// A reply runs that was not there before: the answer to a question, or another one.
export const hasBegun = (before, now) => now.isRunning && now.id !== before.id && Boolean(now.question);

// It had ended, and goes on.
export const goesOn = (before, now) => now.isRunning && !before.isRunning && now.id === before.id;
