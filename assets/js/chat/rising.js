// A question that goes to the top of the view glides there from the box it was written in.
const RISE_MS = 220;

export const movesLittle = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Its bubble alone: the message itself stands where it is measured.
export const riseFrom = (column, message) => {
  const bubble = message.querySelector(".bubble");
  if (movesLittle() || !bubble?.animate) return;
  const below = column.getBoundingClientRect().bottom - bubble.getBoundingClientRect().bottom;
  const from = { transform: `translateY(${Math.max(0, below)}px)` };
  bubble.animate([from, {}], { duration: RISE_MS, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" });
};
