// What ears are told of a reply: that it began and, where it was seen to run, how it ended; never its words.
import { createElement as h, useState } from "react";
import { useEndedReply } from "./rows_store";

export function LiveRegion({ runningId, began, endings }) {
  const [ended, setEnded] = useState("");
  useEndedReply(runningId, ({ status, error }) => setEnded(status === "failed" ? error : endings[status]));
  return runningId ? h("span", { key: runningId }, began) : ended; // told of each, also without a pause
}
