// Whether the server is there, whatever becomes of the page's socket.
export const isServerThere = () =>
  fetch("/api/health", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
