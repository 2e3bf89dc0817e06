// Taking down what is said: the strip above the box while one speaks. The text goes into the box, and is never sent.
import { Check, Headphones, X } from "lucide-react";
import { createElement as h, useEffect, useRef, useState } from "react";
import { IconButton } from "../browser/icon_button";
import { focusBox, putInBox } from "../composer/box";
import { Meter } from "./meter";
import { Recorder, reasonOf } from "./recorder";
import { NotTranscribed, Recognizer, transcribed } from "./transcription";
import { closeVoice, openVoice } from "./voice_store";

const QUIET = { phase: "starting", words: "", level: 0 };

// One dictation; `show` is told what there is to see. What was recorded is held until it has become text.
class Dictation {
  recording = null;

  constructor(words, lang, show) {
    this.words = words;
    this.lang = lang;
    this.show = show;
  }

  fail({ words = "", reason = "" }) {
    this.show({ phase: "failed", words: words || this.words[reason], hasRecording: Boolean(this.recording) });
  }

  record(transcribes) {
    this.recording = null;
    this.show(QUIET);
    if (transcribes) return this.recordSound();
    this.recognizer = new Recognizer(this.lang, {
      onWords: (words) => this.show({ phase: "listening", words }),
      onEnd: (end) => (end.text ? this.finish(end.text) : this.fail(end)),
    });
    this.recognizer.start();
    return this.show({ phase: "listening", words: "" });
  }

  async recordSound() {
    const recorder = new Recorder({
      onLevel: (level) => this.show({ phase: "listening", level, began: recorder.began }),
      onEnd: (why) => why !== "silence" && this.done(this.words[why]),
    });
    this.recorder = recorder;
    try {
      await recorder.start();
      if (this.isOver) recorder.stop();
    } catch (error) {
      this.recorder = null;
      recorder.stop();
      if (!this.isOver) this.fail({ reason: reasonOf(error) });
    }
  }

  // What was said is enough.
  async done(note = "") {
    if (this.recognizer) return this.recognizer.stop();
    const { recorder } = this;
    if (!recorder) return undefined;
    this.recorder = null;
    const wasHeard = recorder.hasSpoken;
    this.recording = await recorder.stop();
    if (!wasHeard) return this.fail({ reason: "silence" }); // a quiet voice may try all the same
    return this.transcribe(note);
  }

  async transcribe(note = "") {
    this.show({ phase: "transcribing", words: note });
    try {
      this.finish(await transcribed(this.recording));
    } catch (error) {
      if (!(error instanceof NotTranscribed)) throw error;
      if (!this.isOver) this.fail(error);
    }
  }

  finish(text) {
    if (this.isOver) return;
    putInBox(text);
    closeVoice();
    focusBox();
  }

  close() {
    this.isOver = true;
    this.recorder?.stop();
    this.recognizer?.abandon();
  }
}

export function DictationStrip({ words, lang, transcribes, talks }) {
  const [seen, setSeen] = useState(QUIET);
  const own = useRef(null);
  useEffect(() => {
    const dictation = new Dictation(words, lang, setSeen);
    own.current = dictation;
    dictation.record(transcribes);
    return () => dictation.close();
  }, []);

  const isFailed = seen.phase === "failed";
  const again = () => (own.current.recording ? own.current.transcribe() : own.current.record(transcribes));
  const doing = isFailed
    ? h(
        "button",
        { type: "button", className: "small-button", onClick: again, "data-testid": "voice-again" },
        words.again,
      )
    : [
        talks &&
          h(IconButton, {
            key: "talk",
            Icon: Headphones,
            label: words.talk,
            part: "voice-talk",
            onClick: () => openVoice("talk"),
          }),
        h(IconButton, {
          key: "done",
          Icon: Check,
          label: words.done,
          part: "voice-done",
          className: "send",
          onClick: () => own.current.done(),
          disabled: seen.phase !== "listening",
        }),
      ];
  const cancel = isFailed && seen.hasRecording ? words.discard : words.cancel;
  return h(
    "div",
    {
      className: "voice-strip",
      "data-testid": "dictation",
      "data-phase": seen.phase,
      role: "group",
      "aria-label": words.speak,
    },
    h(IconButton, { Icon: X, label: cancel, part: "voice-cancel", onClick: closeVoice }),
    h(Seen, { seen, words }),
    doing,
  );
}

function Seen({ seen, words }) {
  if (seen.phase === "failed") {
    const remaining = seen.hasRecording && h("small", null, words.recording_stays);
    return h("p", { role: "alert", "data-testid": "voice-failed" }, seen.words, remaining);
  }
  if (seen.began) return h(Meter, { level: seen.level, began: seen.began, label: words.listening });
  return h("p", { role: "status" }, seen.words || words[seen.phase]);
}
