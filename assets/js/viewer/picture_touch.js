// What fingers, a mouse and keys do with a picture: two fingers pinch, one moves it, a swipe down puts it away, two
// taps make it large and small.
import { listen } from "../browser/listen";
import { sendsAway } from "../browser/swipe_down";
import { FITTED, middleOf, spreadOf, zoomed } from "./zoom";

const SLOP_PX = 8; // of a touch that means to move nothing
const TAPS_WITHIN_MS = 320;
const NEAR_PX = 40;
const CLOSE_UP = 2.5;
const STEP = 1.25;
const ARROW_PX = 60;
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const ZOOMS = { "+": STEP, "=": STEP, "-": 1 / STEP };

const isNear = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < NEAR_PX;

const pointIn = (room, { clientX, clientY }) => {
  const { left, top, width, height } = room.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
};

// `picture` says how it lies (`view`), lies as it is told (`show`; held, it follows at once), is pulled down (`pull`),
// knows which points are on it (`covers`) and goes (`dismiss`).
const fingersOn = (room, picture) => {
  const fingers = new Map();
  let start = null; // how everything lay when a finger came or went last
  let hasMoved = false; // the click that may follow is none

  const begin = (at) => {
    const points = [...fingers.values()];
    start = points.length ? { at, view: picture.view(), middle: middleOf(points), spread: spreadOf(points) } : null;
  };
  const pointerdown = (event) => {
    if (event.button !== 0) return;
    if (!fingers.size) hasMoved = false;
    room.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, pointIn(room, event));
    begin(event.timeStamp);
  };
  const pointermove = (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, pointIn(room, event));
    const points = [...fingers.values()];
    const middle = middleOf(points);
    const [x, y] = [middle.x - start.middle.x, middle.y - start.middle.y];
    hasMoved ||= points.length > 1 || Math.hypot(x, y) > SLOP_PX;
    if (!hasMoved) return;
    const { view, spread } = start;
    if (points.length > 1) {
      picture.show(zoomed(view, view.scale * (spreadOf(points) / spread), start.middle, middle), true);
    } else if (view.scale > 1) picture.show({ ...view, x: view.x + x, y: view.y + y }, true);
    else picture.pull(Math.max(0, y));
  };
  const leave = (event, mayDismiss) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    fingers.delete(event.pointerId);
    const pulled = !fingers.size && hasMoved && start.view.scale === 1 ? last.y - start.middle.y : 0;
    const goes = mayDismiss && sendsAway(pulled, event.timeStamp - start.at);
    begin(event.timeStamp);
    if (goes) picture.dismiss();
    else if (!fingers.size) picture.show(picture.view());
  };
  const listeners = {
    pointerdown,
    pointermove,
    pointerup: (event) => leave(event, true),
    pointercancel: (event) => leave(event, false),
    touchstart: (event) => event.stopPropagation(), // the sheet around it follows no finger
  };
  return { listeners, hasMoved: () => hasMoved };
};

const tapsOn = (room, picture, hasMoved) => {
  let last = null;
  const click = (event) => {
    if (hasMoved()) return;
    const point = pointIn(room, event);
    const isFitted = picture.view().scale === 1;
    if (isFitted && !picture.covers(point)) picture.dismiss();
    else if (last && event.timeStamp - last.at < TAPS_WITHIN_MS && isNear(point, last)) {
      picture.show(isFitted ? zoomed(picture.view(), CLOSE_UP, point) : FITTED);
      last = null;
    } else last = { ...point, at: event.timeStamp };
  };
  return { click };
};

const wheelAndKeys = (room, picture) => ({
  wheel(event) {
    event.preventDefault(); // the page below neither scrolls nor zooms
    const by = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)); // two fingers on a pad tell little
    picture.show(zoomed(picture.view(), picture.view().scale * by, pointIn(room, event)), true);
  },
  keydown(event) {
    const view = picture.view();
    const [across, down] = ARROWS[event.key] ?? [];
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own zoom
    if (event.key in ZOOMS) picture.show(zoomed(view, view.scale * ZOOMS[event.key], { x: 0, y: 0 }));
    else if (event.key === "0") picture.show(FITTED);
    else if (across !== undefined) {
      picture.show({ ...view, x: view.x + across * ARROW_PX, y: view.y + down * ARROW_PX });
    } else return;
    event.preventDefault();
  },
});

// Until the returned function is called.
export const listenToTouch = (room, picture) => {
  const { listeners, hasMoved } = fingersOn(room, picture);
  const all = { ...listeners, ...tapsOn(room, picture, hasMoved), ...wheelAndKeys(room, picture) };
  return listen(room, all, { passive: false });
};
