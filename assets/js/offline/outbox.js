// Sends what waits for the network, one after another, each by the key it has had from the beginning: however often
// one is sent, the server stores it once.
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { here } from "../browser/below";
import { listen } from "../browser/listen";
import { useTouchedNotice } from "../chat/notices";
import { outbox, useOutbox } from "../composer/drafts";
import { beginsChat, letGoOf, returnRefused, waitingOf } from "./waiting_list";

const AGAIN_MS = 10000; // an answer that has not come by then may be lost

export function Outbox({ reader, lost, stored, storedIn, refused, isHomeless, onSend, onBegin }) {
  const list = waitingOf(useOutbox(), reader);
  const [next] = list;
  const navigate = useNavigate();
  useTouchedNotice(); // this is the part that lives on every screen

  useEffect(() => listen(window, { storage: outbox.tell }), []);

  useEffect(() => {
    if (letGoOf(stored) && here() === "/") navigate(`/chat/${storedIn}`);
  }, [stored]);

  useEffect(() => returnRefused(refused, isHomeless), [refused]);

  useEffect(() => {
    if (!next || lost) return undefined;
    const { chatId, folder, text, key, attachments } = next;
    const words = [text, key, attachments];
    const send = () => (beginsChat(next) ? onBegin(folder, ...words) : onSend(chatId, ...words));
    if (here() === `/chat/${chatId}`) dispatchEvent(new CustomEvent("oreai:sent"));
    send();
    const timer = setInterval(send, AGAIN_MS);
    return () => clearInterval(timer);
  }, [next?.key, lost]);

  return null;
}
