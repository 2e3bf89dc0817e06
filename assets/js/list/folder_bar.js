// The folders above the list: one narrows it to a folder; a chat that is dragged onto one goes there.
import { createElement as h, useRef } from "react";
import { dragged } from "./chat_drag";
import { showFolder } from "./chat_list";
import { Tabs } from "./tabs";

const tabAt = ({ target }) => target.closest?.("[data-folder]");

export function FolderBar({ onMove, children, ...rest }) {
  const over = useRef(null);

  const leave = () => {
    over.current?.removeAttribute("data-over");
    over.current = null;
  };
  const onDragOver = (event) => {
    const tab = dragged().length ? tabAt(event) : null;
    if (tab !== over.current) leave();
    if (!tab) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    over.current = tab;
    tab.setAttribute("data-over", "");
  };
  const onDragLeave = (event) => event.currentTarget.contains(event.relatedTarget) || leave();
  const onDrop = (event) => {
    const tab = tabAt(event);
    leave();
    if (!tab || !dragged().length) return;
    event.preventDefault();
    onMove(dragged(), tab.dataset.folder);
  };
  const onClick = (event) => {
    const tab = tabAt(event);
    if (!tab) return;
    showFolder(tab.dataset.folder);
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  return h(Tabs, { ...rest, onClick, onDragOver, onDragLeave, onDrop }, children);
}
