// While a sheet is open one entry of history stands for it: Back closes the sheet and the reader stays.

const SETTLE_MS = 400; // an answer may lead to another screen: then that entry is passed over, not taken away

let dismiss = null;
let isOurStep = false;
let isLeaving = false; // a step back would call a journey to another page off

const stepBack = () => {
  isOurStep = true;
  history.back();
};

const onPop = (event) => {
  if (isOurStep) {
    isOurStep = false;
    event.stopImmediatePropagation(); // the address is the same: nothing for the router
  } else if (dismiss) {
    event.stopImmediatePropagation();
    const close = dismiss;
    dismiss = null; // one Back closes it: the next one is the reader's, also before the server has heard of this
    close();
  } else if (history.state?.sheet) {
    stepBack(); // an entry whose sheet led elsewhere
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

// Returns what to call when this sheet has closed; another one may have opened over it by then.
export const sheetOpened = (onBack) => {
  dismiss = onBack;
  if (!history.state?.sheet) history.pushState({ ...history.state, sheet: true }, "");
  return () => {
    if (dismiss === onBack) dismiss = null;
    setTimeout(() => !dismiss && !isLeaving && history.state?.sheet && stepBack(), SETTLE_MS);
  };
};
