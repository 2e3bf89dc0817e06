// What ears are told of a reply: that it began and, where it was seen to run, how it ended; never its words.
import { createElement as h, useEffect, useRef, useState } from "react";
import { useRows } from "./rows_store";

export function LiveRegion({ runningId, began, endings }) {
  const rows = useRows();
  const seen = useRef(""); // the reply that was seen to run and has not ended yet
  const [ended, setEnded] = useState("");

  useEffect(() => {
    if (runningId) seen.current = runningId;
    const reply = rows.find(({ id }) => id === seen.current);
    if (runningId || !reply || reply.status === "streaming") return;
    seen.current = "";
    setEnded(reply.status === "failed" ? reply.error : endings[reply.status]);
  }, [runningId, rows]);

  return runningId ? h("span", { key: runningId }, began) : ended; // told of each, also without a pause
}
