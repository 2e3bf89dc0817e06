// What can be done with a chat, opened at once and without the server: by a row's button, by a long press, by the
// second mouse button. One sheet serves every row; `stage` says what it shows. While chats are selected, a touch selects.
import { createElement as h, useEffect, useRef, useSyncExternalStore } from "react";
import { newListeners } from "../browser/listen";
import { Modal } from "../browser/modal";
import { drags } from "./chat_drag";
import { rowOf } from "./chat_list";
import { beginSelection, endSelection, selected, toggle } from "./selection";

const LONG_PRESS_MS = 500;
const STILL_PX = 10;
const CLOSED = { stage: "", id: "", icon: "", title: "", pinned: false, folder: "", ids: [] };

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
const showAt = (stage) => (id, icon, title) => show({ ...CLOSED, stage, id, icon, title });
export const askForName = showAt("rename");
export const askForForm = showAt("export");

export const askForFolder = (ids) => show({ ...CLOSED, folder: rowOf(ids[0])?.folder ?? "", stage: "move", ids });

const openFor = (id) => {
  const row = rowOf(id);
  if (row && !selected().on) show({ ...row, stage: "actions", ids: [id] });
};

const idAt = (event) => event.target.closest("[data-chat-item]")?.dataset.chatItem;

export function ChatRows({ children, ...rest }) {
  const press = useRef({ timer: 0, x: 0, y: 0, long: false });

  const end = () => clearTimeout(press.current.timer);

  useEffect(() => endSelection, []);

  const onTouchStart = (event) => {
    const [{ clientX: x, clientY: y }] = event.touches;
    const id = idAt(event);
    const open = () => {
      press.current.long = !selected().on;
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
    press.current.long = !selected().on;
    if (sheet.stage === "") openFor(idAt(event));
  };

  const onClick = (event) => {
    if (event.target.closest("[data-row-menu]")) openFor(idAt(event));
  };

  const onClickCapture = (event) => {
    if (!selected().on || !idAt(event)) return;
    event.preventDefault();
    event.stopPropagation(); // the row's link would open its chat
    toggle(idAt(event));
  };

  const touches = { onTouchStart, onTouchMove, onTouchEnd, onTouchCancel: end };
  return h("div", { ...rest, ...touches, ...drags, onContextMenu, onClick, onClickCapture }, children);
}

// The sheet at one of its stages; what closes it says so by its data attribute, for the server may be out of reach.
export function SheetDialog({ stage, children, ...rest }) {
  const open = useSheet().stage === stage;
  const onClick = ({ target }) => {
    if (target.closest("[data-selects-chat]")) beginSelection(sheet.id);
    if (target.closest("[data-moves-chat]")) askForFolder(sheet.ids);
    else if (target.closest("[data-closes-sheet]")) closeSheet();
    if (target.closest("[data-ends-selection]")) endSelection();
  };
  return h(
    Modal,
    { ...rest, open, onDismiss: closeSheet, className: "dialog" },
    h("div", { className: "sheet", onClick }, children),
  );
}

export function NameForm({ of, onName, children, ...rest }) {
  const onSubmit = (event) => {
    event.preventDefault();
    const name = event.target.elements.title.value.trim();
    if (name) onName(of, name);
    if (name) endSelection();
    closeSheet();
  };
  const onFocus = (event) => event.target.name === "title" && event.target.select();
  return h("form", { ...rest, onSubmit, onFocus }, children);
}
