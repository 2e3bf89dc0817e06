// What was said as text: by the provider, which is sent the recording, or by the browser itself.
import { below } from "../browser/below";
import { Recognition } from "./voice_store";

// Why there is no text: `words` to be shown, or `reason`, by which the list of words has them.
export class NotTranscribed extends Error {
  constructor({ words = "", reason = "" }) {
    super(words || reason);
    this.words = words;
    this.reason = reason;
  }
}

export const transcribed = async (recording) => {
  let answer;
  try {
    answer = await fetch(below("/api/transcriptions"), { method: "POST", body: recording });
  } catch {
    throw new NotTranscribed({ reason: "offline" });
  }
  const { text, error } = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new NotTranscribed({ words: error, reason: "offline" });
  if (!text) throw new NotTranscribed({ reason: "silence" });
  return text;
};

const REASONS = {
  "not-allowed": "refused",
  "service-not-allowed": "refused",
  "audio-capture": "no_microphone",
  "network": "offline",
  "no-speech": "silence",
};

// Listens by the browser's own recognition. `onWords` hears what it makes of it so far; ends by itself at a silence.
export class Recognizer {
  text = "";

  constructor(lang, { onWords, onEnd }) {
    this.engine = new Recognition();
    Object.assign(this.engine, { lang, interimResults: true, continuous: false });
    this.engine.onresult = ({ results }) => {
      this.text = [...results].map(([best]) => best.transcript).join("");
      onWords(this.text);
    };
    this.engine.onerror = ({ error }) => {
      this.reason = REASONS[error] ?? "offline";
    };
    this.engine.onend = () => {
      if (this.text) onEnd({ text: this.text });
      else onEnd({ reason: this.reason ?? "silence" });
    };
  }

  start() {
    this.engine.start();
  }

  stop() {
    this.engine.stop();
  }

  abandon() {
    this.engine.onend = null;
    this.engine.abort();
  }
}
