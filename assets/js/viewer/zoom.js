// How a picture lies in its room: how much larger than fitted, and how far its middle is from the room's. Points are
// measured from the middle of the room, in CSS pixels.

export const FITTED = { scale: 1, x: 0, y: 0 };
export const LARGEST = 5;

const within = (value, least, most) => Math.min(most, Math.max(least, value));

// The size of a picture that fits: no larger than it is, unless it is drawn of lines.
export const fittedSize = (own, room, isDrawn) => {
  const scale = Math.min(room.width / own.width, room.height / own.height, isDrawn ? Infinity : 1);
  return { width: own.width * scale, height: own.height * scale };
};

// The picture fills its room as far as it can: no edge of it is drawn further in than that of the room.
export const bounded = ({ scale, x, y }, size, room) => {
  const bounds = within(scale, 1, LARGEST);
  const beyond = (side) => Math.max(0, (size[side] * bounds - room[side]) / 2);
  const [across, down] = [beyond("width"), beyond("height")];
  return { scale: bounds, x: within(x, -across, across), y: within(y, -down, down) };
};

// What lies at `from` lies at `to` afterwards, at another scale.
export const zoomed = (view, scale, from, to = from) => {
  const bounds = within(scale, 1, LARGEST);
  const by = bounds / view.scale;
  return { scale: bounds, x: to.x - (from.x - view.x) * by, y: to.y - (from.y - view.y) * by };
};

export const middleOf = (points) => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

// How far two fingers are from each other.
export const spreadOf = (points) => {
  const [first, second = first] = points;
  return Math.hypot(first.x - second.x, first.y - second.y);
};
