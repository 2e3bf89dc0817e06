// What a change of a column's position means: {top, height, client} before and now, in pixels.
const TREMOR_PX = 3;

export const positionOf = ({ scrollTop, scrollHeight, clientHeight }) => ({
  top: scrollTop,
  height: scrollHeight,
  client: clientHeight,
});

export const gapOf = ({ top, height, client }) => height - client - top;

// How far down it can still be where it was: a browser itself moves a column that has become higher than its content,
// before anybody is told of that.
const possibleTop = (before, now) => Math.min(before.top, Math.min(before.height, now.height) - now.client);

// By the scrollbar, a key, the search of the browser: upwards though it could have stayed.
export const isMovedUp = (before, now) => now.top < possibleTop(before, now) - TREMOR_PX;

export const isMoved = (before, now) => isMovedUp(before, now) || now.top > before.top + 1;
