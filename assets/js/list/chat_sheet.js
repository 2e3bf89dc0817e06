// What can be done with a chat, opened at once and without the server: by a row's button, by a long press, by the
// second mouse button. One sheet serves every row; `stage` says what it shows.
import { createElement as h, useRef, useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";
import { Modal } from "../browser/modal";
import { rowOf } from "./chat_list";

const LONG_PRESS_MS = 500;
const STILL_PX = 10;
const CLOSED = { stage: "", id: "", icon: "", title: "", pinned: false };

let sheet = CLOSED;
const { subscribe, tell } = newListeners();

const show = (next) => {
  sheet = next;
  tell();
};

export const useSheet = () =>
  useSyncExternalStore(
    subscribe,
    () => sheet,
    () => CLOSED,
  );

const closeSheet = () => show(CLOSED);
export const askForName = (id, icon, title) => show({ ...CLOSED, stage: "rename", id, icon, title });

const openFor = (id) => {
  const row = rowOf(id);
  if (row) show({ ...row, stage: "actions" });
};

const idAt = (event) => event.target.closest("[data-chat-item]")?.dataset.chatItem;

export function ChatRows({ children, ...rest }) {
  const press = useRef({ timer: 0, x: 0, y: 0, long: false });

  const end = () => clearTimeout(press.current.timer);

  const onTouchStart = (event) => {
    const [{ clientX: x, clientY: y }] = event.touches;
    const id = idAt(event);
    const open = () => {
      press.current.long = true;
      openFor(id);
    };
    end();
    press.current = { x, y, long: false, timer: id ? setTimeout(open, LONG_PRESS_MS) : 0 };
  };

  const onTouchMove = (event) => {
    const [{ clientX, clientY }] = event.touches;
    if (Math.hypot(clientX - press.current.x, clientY - press.current.y) > STILL_PX) end();
  };

  // A finger that lifts after a long press has not touched the link.
  const onTouchEnd = (event) => {
    end();
    if (press.current.long) event.preventDefault();
  };

  const onContextMenu = (event) => {
    if (!idAt(event)) return;
    event.preventDefault();
    end();
    press.current.long = true;
    if (sheet.stage === "") openFor(idAt(event));
  };

  const onClick = (event) => {
    if (event.target.closest("[data-row-menu]")) openFor(idAt(event));
  };

  const listen = { onTouchStart, onTouchMove, onTouchEnd, onTouchCancel: end, onContextMenu, onClick };
  return h("div", { ...rest, ...listen }, children);
}

// The sheet at one of its stages; what closes it says so by its data attribute, for the server may be out of reach.
export function SheetDialog({ stage, children, ...rest }) {
  const open = useSheet().stage === stage;
  const onClick = (event) => event.target.closest("[data-closes-sheet]") && closeSheet();
  return h(
    Modal,
    { ...rest, open, onDismiss: closeSheet, className: "dialog" },
    h("div", { className: "sheet", onClick }, children),
  );
}

export function RenameForm({ chatId, onRename, children, ...rest }) {
  const onSubmit = (event) => {
    event.preventDefault();
    onRename(chatId, event.target.elements.title.value);
    closeSheet();
  };
  const onFocus = (event) => event.target.name === "title" && event.target.select();
  return h("form", { ...rest, onSubmit, onFocus }, children);
}
