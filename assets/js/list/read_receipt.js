// Tells the server that the reader has seen a chat as it stands: the page is in sight and no reply is running.
import { useEffect } from "react";
import { listen } from "../browser/listen";

export function ReadReceipt({ chatId, idle, onLook }) {
  useEffect(() => {
    if (!chatId || !idle) return undefined;
    const look = () => document.visibilityState === "visible" && onLook(chatId);
    look();
    return listen(document, { visibilitychange: look });
  }, [chatId, idle]);
  return null;
}
