// The sheet of talking: over the whole window, with a word for what goes on. A touch stops it.
import { Square } from "lucide-react";
import { createElement as h, useEffect, useRef, useState } from "react";
import { Modal } from "../browser/modal";
import { Conversation } from "./conversation";
import { closeVoice } from "./voice_store";

const NEW = { phase: "listening", level: 0, words: "" };

export function TalkSheet({ words, lang, transcribes, speaks }) {
  const [seen, setSeen] = useState(/** @type {any} */ (NEW));
  const [attempt, setAttempt] = useState(0);
  const own = useRef(null);

  useEffect(() => {
    const conversation = new Conversation({ words, lang, transcribes, speaks, show: setSeen });
    own.current = conversation;
    conversation.run();
    return () => conversation.stop();
  }, [attempt]);

  const isFailed = seen.phase === "failed";
  const goOn = () => (isFailed ? setAttempt(attempt + 1) : own.current.goOn());
  const acts = { failed: words.again, listening: words.turn_done, reading: words.interrupt };
  const orb = { className: "talk-orb", "aria-hidden": true, style: { "--level": seen.level ?? 0 } };
  return h(
    Modal,
    {
      open: true,
      onDismiss: closeVoice,
      className: "dialog talk",
      "aria-label": words.talk,
      "data-testid": "talk",
      "data-phase": seen.phase,
    },
    h(
      "div",
      { className: "talk-sheet" },
      h("p", { className: "talk-note" }, words.talk_sends),
      h("div", orb),
      h(
        "h2",
        { role: isFailed ? "alert" : "status", "data-testid": "talk-state" },
        isFailed ? seen.words : words.phases[seen.phase],
      ),
      h("p", { className: "talk-words", "data-testid": "talk-words" }, isFailed ? "" : seen.words),
      acts[seen.phase] &&
        h(
          "button",
          { type: "button", className: "button quiet", onClick: goOn, "data-testid": "talk-go-on" },
          acts[seen.phase],
        ),
      h(
        "button",
        { type: "button", className: "button main talk-stop", onClick: closeVoice, "data-testid": "talk-stop" },
        h(Square, { size: 18, "aria-hidden": true }),
        words.talk_stop,
      ),
    ),
  );
}
