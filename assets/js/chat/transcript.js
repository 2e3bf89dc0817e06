// The scrolling column of a chat.
import { createElement as h, useEffect, useRef } from "react";
import { useArrows } from "./questions";
import { showTouched } from "./touched_message";
import { TranscriptScroll } from "./transcript_scroll";

export function Transcript({ chatId, earlier, later, onEarlier, onLater, onNewest, children, ...rest }) {
  const outer = useRef(null);
  const inner = useRef(null);
  const pages = useRef({});
  pages.current = { earlier, later, onEarlier, onLater, onNewest };
  useEffect(() => new TranscriptScroll(outer.current, inner.current, pages).connect(), [chatId]);
  useEffect(() => showTouched(outer.current), [chatId]);
  useArrows(outer, chatId);

  return h(
    "div",
    { ...rest, ref: outer, tabIndex: 0 },
    h("div", { className: "transcript-inner", ref: inner }, children),
  );
}
