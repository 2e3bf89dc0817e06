// A row that a mouse drags, with all that are selected where it is one of them. Fingers have the sheet instead.
import { selected } from "./selection";

let ids = [];
export const dragged = () => ids;

const rowAt = ({ target }) => target.closest("[data-chat-item]");

// A row can be dragged from when a mouse goes down on it: on glass a long press would begin to drag.
const onPointerDown = (event) => {
  const row = rowAt(event);
  if (row) row.draggable = event.pointerType === "mouse";
};

const onDragStart = (event) => {
  const id = rowAt(event)?.dataset.chatItem;
  if (!id) return;
  ids = selected().ids.includes(id) ? selected().ids : [id];
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", ""); // Firefox drags nothing else
};

const onDragEnd = () => {
  ids = [];
};

export const drags = { onPointerDown, onDragStart, onDragEnd };
