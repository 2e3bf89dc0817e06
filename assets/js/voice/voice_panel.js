// What of voice is open now.
import { createElement as h } from "react";
import { AloudBar } from "./aloud_bar";
import { DictationStrip } from "./dictation";
import { TalkSheet } from "./talk_sheet";
import { useVoice } from "./voice_store";

// `talks`: a chat is open, whose replies one could listen to.
export function VoicePanel({ lang, transcribes, speaks, talks, words }) {
  const { mode, id } = useVoice();
  const props = { lang, transcribes, speaks, words };
  if (mode === "dictation") return h(DictationStrip, { key: mode, talks, ...props });
  if (mode === "talk") return h(TalkSheet, { key: mode, ...props });
  return mode === "aloud" ? h(AloudBar, { key: id, id, ...props }) : null;
}
