// Listening, with one call that stops it.

export const stopAll =
  (...stops) =>
  () =>
    stops.forEach((stop) => stop());

// To events of a target: `listeners` by the names of the events.
export const listen = (target, listeners, options) => {
  const all = Object.entries(listeners);
  for (const [name, listener] of all) target.addEventListener(name, listener, options);
  return () => {
    for (const [name, listener] of all) target.removeEventListener(name, listener, options);
  };
};

// To something that is kept outside React: `subscribe` is what useSyncExternalStore asks for, `tell` says that it has
// changed.
export const newListeners = () => {
  const listeners = new Set();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: () => listeners.forEach((listener) => listener()),
  };
};
