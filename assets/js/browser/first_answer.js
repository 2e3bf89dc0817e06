// A page that the server never answers, though it is there: something between them lets no WebSocket pass.
import { useEffect, useRef } from "react";
import { isServerThere } from "./server";

const REFUSED_MS = 4000; // after the first attempt that failed; others follow meanwhile
const SILENT_MS = 15000; // without one

export function useFirstAnswer(ready, lost) {
  const wasReady = useRef(false);
  useEffect(() => {
    wasReady.current ||= ready;
    if (wasReady.current) oreaiObstacle.clear("socket");
    if (wasReady.current) return undefined;
    let isOver = false;
    const look = async () => {
      if ((await isServerThere()) && !isOver) oreaiObstacle.show("socket");
    };
    const timer = setInterval(look, lost ? REFUSED_MS : SILENT_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [ready, lost]);
}
