import { below } from "./below";

// Whether the server is there, whatever becomes of the page's socket.
export const isServerThere = () =>
  fetch(below("/api/health"), { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
