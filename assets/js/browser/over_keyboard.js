// Some phones lay their keyboard over the page instead of making the page smaller (iOS): what is still seen of it
// is told to the styles (dialogs.css), and only where something is covered.
const LEAST_PX = 60; // less is a bar of the browser, no keyboard

const fit = () => {
  const { height, offsetTop, scale } = visualViewport;
  const root = document.documentElement;
  const hidden = root.clientHeight - height;
  const isCovered = hidden > LEAST_PX && Math.abs(scale - 1) < 0.01; // a page that is zoomed into is not
  root.classList.toggle("covered", isCovered);
  const sizes = { "seen-height": height, "seen-top": offsetTop, "covered-below": hidden - offsetTop };
  for (const [name, size] of Object.entries(sizes)) root.style.setProperty(`--${name}`, isCovered ? `${size}px` : null);
};

if (typeof window !== "undefined" && window.visualViewport) {
  for (const sign of ["resize", "scroll"]) visualViewport.addEventListener(sign, fit);
}
