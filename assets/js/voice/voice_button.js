// The microphone, where *send* stands while the box is empty; none where nothing could come of it.
import { createElement as h, useEffect, useState } from "react";
import { canRecord, openVoice, Recognition } from "./voice_store";

export function VoiceButton({ transcribes, label, children }) {
  const [canListen, setCanListen] = useState(false); // the page is drawn before anybody knows
  useEffect(() => setCanListen(transcribes ? canRecord() : Boolean(Recognition)), [transcribes]);
  if (!canListen) return null;
  const props = { type: "button", className: "send voice", "aria-label": label, title: label };
  return h("button", { ...props, "data-testid": "voice", onClick: () => openVoice("dictation") }, children);
}
