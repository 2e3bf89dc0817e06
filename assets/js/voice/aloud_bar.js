// The bar while a reply is read aloud: pause, the next sentence, how fast, stop.
import { Pause, Play, SkipForward, X } from "lucide-react";
import { createElement as h, useEffect, useRef, useState } from "react";
import { IconButton } from "../browser/icon_button";
import { storage } from "../browser/storage";
import { Reader } from "./reader";
import { newSpeaker } from "./speakers";
import { closeVoice } from "./voice_store";

const SPEEDS = [1, 1.25, 1.5, 2, 0.75];
const SPEED = "oreai_reading_speed";

export function AloudBar({ id, words, speaks }) {
  const [, look] = useState(0);
  const own = useRef(/** @type {Reader} */ (null));

  useEffect(() => {
    const speed = Number(storage.read(SPEED)) || 1;
    const reader = new Reader(id, newSpeaker(speaks), words.left_out, () => look((count) => count + 1), speed);
    own.current = reader;
    reader.read();
    return () => reader.stop();
  }, [id]);

  const reader = own.current;
  const isOver = reader?.phase === "over";
  useEffect(() => {
    if (isOver) closeVoice();
  }, [isOver]);
  if (!reader || isOver) return null;

  const hasFailed = reader.phase === "failed";
  const frame = { className: "voice-strip aloud", role: "group", "aria-label": words.aloud };
  return h(
    "div",
    { ...frame, "data-testid": "aloud", "data-phase": reader.phase },
    hasFailed
      ? h("p", { role: "alert", "data-testid": "aloud-failed" }, reader.failure || words.not_spoken)
      : h("p", { "data-testid": "aloud-passage" }, reader.passage?.text ?? words.more_to_come),
    !hasFailed && h(Controls, { reader, words }),
    h(IconButton, { Icon: X, label: words.stop, part: "aloud-stop", onClick: closeVoice }),
  );
}

function Controls({ reader, words }) {
  const isPaused = reader.phase === "paused";
  const faster = () => {
    const speed = SPEEDS[(SPEEDS.indexOf(reader.speed) + 1) % SPEEDS.length];
    storage.write(SPEED, String(speed));
    reader.speakAt(speed);
  };
  const speed = { type: "button", className: "small-button", onClick: faster, "data-testid": "aloud-speed" };
  return [
    h(IconButton, {
      key: "pause",
      Icon: isPaused ? Play : Pause,
      label: isPaused ? words.resume : words.pause,
      part: "aloud-pause",
      onClick: () => (isPaused ? reader.resume() : reader.pause()),
    }),
    h(IconButton, {
      key: "next",
      Icon: SkipForward,
      label: words.next,
      part: "aloud-next",
      onClick: () => reader.next(),
    }),
    h("button", { key: "speed", ...speed, "aria-label": `${words.speed} ${reader.speed}` }, `${reader.speed}×`),
  ];
}
