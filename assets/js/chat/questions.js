// The way from question to question: by the arrow keys, and by the ticks at the right edge, which are pulled out as a
// list. Only what is in the page is counted; the list is the server's.
import { createElement as h, useEffect, useRef } from "react";
import { listen } from "../browser/listen";
import { useRows } from "./rows_store";

const MOST_TICKS = 12;
const PULLED_PX = 20;
const NEAR_PX = 24; // as far below the top of the view a question stands that was gone to
const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const WRITES = "input, textarea, select, summary, [contenteditable]";

export const goToQuestion = (id) => dispatchEvent(new CustomEvent("oreai:question", { detail: id }));

const isFree = (column) => {
  const { activeElement: focused } = document;
  if (document.querySelector("dialog[open], [popover]:popover-open")) return false;
  return focused === document.body || (column.contains(focused) && !focused.matches(WRITES));
};

const go = (column, step) => {
  const top = column.getBoundingClientRect().top;
  const questions = [...column.querySelectorAll("[data-part=message][data-role=user]")];
  const below = (question) => question.getBoundingClientRect().top - top;
  const next = step < 0 ? questions.findLast((one) => below(one) < 0) : questions.find((one) => below(one) > NEAR_PX);
  if (next) goToQuestion(next.dataset.messageId);
  else column.scrollTo({ top: step < 0 ? 0 : column.scrollHeight });
};

export const listenToArrows = (column) => {
  const keydown = (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (!(event.key in STEPS) || !isPlain || event.defaultPrevented || !isFree(column)) return;
    event.preventDefault();
    go(column, STEPS[event.key]);
  };
  return listen(window, { keydown });
};

// A few short lines, as many as there are questions: touched, or pulled to the left, they open the list.
export function QuestionTicks({ label, earlier, onOpen }) {
  const count = useRows().filter(({ role }) => role === "user").length;
  const pulled = useRef(null);
  if (count < 2 && !earlier) return null;
  const pull = {
    onPointerDown: ({ clientX }) => {
      pulled.current = clientX;
    },
    onPointerMove: ({ clientX, pressure }) => {
      if (pulled.current === null || !pressure || pulled.current - clientX < PULLED_PX) return;
      pulled.current = null;
      onOpen();
    },
    onPointerCancel: () => {
      pulled.current = null;
    },
    onClick: () => pulled.current !== null && onOpen(),
  };
  const ticks = Array.from({ length: Math.min(count + (earlier ? 1 : 0), MOST_TICKS) }, (_, at) => h("i", { key: at }));
  const button = {
    type: "button",
    className: "question-ticks",
    "aria-label": label,
    title: label,
    "data-testid": "questions",
  };
  return h("button", { ...button, ...pull }, ticks);
}

// A row of the list: the page goes there at once where it has the question, else once the server has brought it.
export function QuestionLink({ messageId, onShow, children }) {
  const onClick = () => {
    onShow();
    goToQuestion(messageId);
  };
  return h("button", { type: "button", className: "question-link", onClick, "data-testid": "question-link" }, children);
}

export function useArrows(outer, chatId) {
  useEffect(() => listenToArrows(outer.current), [chatId]);
}
