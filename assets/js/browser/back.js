// While sheets are open one entry of history stands for them: Back closes the topmost and the reader stays.

const SETTLE_MS = 400; // an answer may lead to another screen: then that entry is passed over, not taken away

const sheets = []; // what closes each open sheet, the topmost last
let settling = 0; // the timer that takes away the entry of sheets that have all closed
let steppedFrom = null; // the address that our own step back leaves and comes to
let isLeaving = false; // a step back would call a journey to another page off

const pushEntry = () => history.pushState({ ...history.state, sheet: true }, "");

const passOver = () => {
  clearTimeout(settling);
  settling = 0;
};

const stepBack = () => {
  passOver();
  steppedFrom = location.href;
  history.back();
};

const settle = () => {
  settling = 0;
  if (!sheets.length && !isLeaving && !steppedFrom && history.state?.sheet) stepBack();
};

const onPop = (event) => {
  const isOurs = steppedFrom === location.href;
  steppedFrom = null;
  if (isOurs) {
    event.stopImmediatePropagation(); // the address is the same: nothing for the router
    if (sheets.length) pushEntry(); // one has opened meanwhile
  } else if (sheets.length) {
    event.stopImmediatePropagation();
    const close = sheets.pop(); // one Back closes it: the next one is not for it, also before the server has heard
    if (sheets.length) pushEntry();
    close();
  } else if (history.state?.sheet) {
    stepBack(); // an entry whose sheet led elsewhere
  } else if (settling) {
    event.stopImmediatePropagation();
    passOver();
    history.back(); // that entry was on its way out: the reader meant the screen before
  }
};

if (typeof window !== "undefined") {
  addEventListener("popstate", onPop, true);
  addEventListener("beforeunload", () => {
    isLeaving = true;
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
  });
  if (history.state?.sheet) stepBack(); // reloaded before its entry was taken away
}

// Returns what to call when this sheet has closed, once or twice; others may be open below or above it.
export const sheetOpened = (onBack) => {
  passOver();
  isLeaving = false; // whoever opens a sheet has stayed: that journey was called off, or was a mailto:
  sheets.push(onBack);
  if (!history.state?.sheet) pushEntry();
  return () => {
    const at = sheets.indexOf(onBack);
    if (at >= 0) sheets.splice(at, 1);
    passOver();
    if (!sheets.length && history.state?.sheet) settling = setTimeout(settle, SETTLE_MS);
  };
};

// To the screen before; the entry of a sheet that has just been closed is passed over.
export const leaveScreen = () => {
  passOver();
  history.go(history.state?.sheet && !steppedFrom ? -2 : -1);
};
