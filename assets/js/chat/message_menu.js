// One menu for all replies: a reply's button opens it, by the browser's own popover; here it is filled for that
// reply and placed beside the button. And where the focus goes when a message leaves, or comes back.
import { createElement as h, useEffect, useRef, useSyncExternalStore } from "react";
import { copy } from "../browser/clipboard";
import { onFirstUse } from "../browser/lazy";
import { listen, newListeners } from "../browser/listen";
import { shareByPhone, sharesText } from "../sharing/phone_sheet";
import { openVoice } from "../voice/voice_store";
import { rowOf } from "./rows_store";
import { textStore } from "./text_store";

const MARGIN_PX = 12;
const BACK_WITHIN_MS = 3000;
const NOBODY = {
  id: "",
  has_text: false,
  can_share: false,
  can_ask_other: false,
  has_models: false,
  can_be_read: false,
};

// A browser copies at once or not at all: it comes when the menu opens; without it the text goes as it was written.
let plainText = null;
const loadPlainText = onFirstUse(async () => {
  ({ plainText } = await import("../markdown/plain_text"));
});

let reply = NOBODY;
const { subscribe, tell } = newListeners();

export const useMenuReply = () =>
  useSyncExternalStore(
    subscribe,
    () => reply,
    () => NOBODY,
  );

const messageOf = (id) => document.querySelector(`[data-message-id="${CSS.escape(id)}"]`);

const fill = (id) => {
  const { characters = 0, can_retry = false, model_name = "" } = rowOf(id) ?? {};
  reply = {
    id,
    has_text: characters > 0,
    can_share: characters > 0 && sharesText(),
    can_ask_other: can_retry && !messageOf(id).querySelector("[data-part=message-wish]"),
    has_models: Boolean(model_name),
    can_be_read: Boolean(globalThis.speechSynthesis),
  };
  tell();
};

// Below the button in the upper half of the window, else above it; never beyond the column's edge.
const place = (menu, opener) => {
  const { left, top, bottom } = opener.getBoundingClientRect();
  const column = opener.closest(".conversation").getBoundingClientRect();
  const width = parseFloat(getComputedStyle(menu).width);
  const isHigh = top < innerHeight / 2;
  const rightmost = column.right - width - MARGIN_PX;
  menu.style.left = `${Math.max(column.left + MARGIN_PX, Math.min(left, rightmost))}px`;
  menu.style.top = isHigh ? `${bottom}px` : "auto";
  menu.style.bottom = isHigh ? "auto" : `${innerHeight - top}px`;
};

const textOf = (id) =>
  plainText ? plainText(messageOf(id).querySelector("[data-part=message-body]")) : textStore.text(id);

const focusOn = (message) => {
  const target = message?.querySelector(".message-footer button:enabled");
  target?.focus({ preventScroll: true });
  return Boolean(target);
};

// The message after the one that leaves, or the one before it, or the column.
const focusBeside = (id) => {
  const messages = [...document.querySelectorAll("[data-message-id]")];
  const at = messages.indexOf(messageOf(id));
  if (focusOn(messages[at + 1]) || focusOn(messages[at - 1])) return;
  document.querySelector(".transcript").focus({ preventScroll: true });
};

const focusWhenBack = (id) => {
  const until = performance.now() + BACK_WITHIN_MS;
  const look = () => {
    if (!focusOn(messageOf(id)) && performance.now() < until) requestAnimationFrame(look);
  };
  look();
};

export function MessageMenu({ children, ...rest }) {
  const menu = useRef(null);

  useEffect(() => {
    const onClick = ({ target }) => {
      const touched = (name) => target.closest?.(`[data-${name}]`)?.getAttribute(`data-${name}`);
      const opened = touched("more");
      if (opened) {
        fill(opened);
        loadPlainText().catch(() => {});
        place(menu.current, target.closest("[data-more]"));
      }
      if (touched("copies")) copy(textOf(touched("copies")));
      if (touched("shares")) shareByPhone({ text: textOf(touched("shares")) });
      if (touched("reads")) openVoice("aloud", touched("reads"));
      if (touched("deletes")) focusBeside(touched("deletes"));
      if (touched("brings-back")) focusWhenBack(touched("brings-back"));
    };
    return listen(window, { click: onClick }, true);
  }, []);

  return h("div", { ...rest, ref: menu }, children);
}
