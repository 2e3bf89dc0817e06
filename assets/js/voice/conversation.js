// Talking, hands free: it listens, a silence ends the turn, what was said is sent, the reply is read aloud, and it
// listens again, until it is stopped.
import { lastRow } from "../chat/rows_store";
import { putInBox, sendBox } from "../composer/box";
import { Reader } from "./reader";
import { Recorder, reasonOf } from "./recorder";
import { newSpeaker } from "./speakers";
import { NotTranscribed, Recognizer, transcribed } from "./transcription";

const LOOK_MS = 150;
const ANSWER_MS = 60000; // that a reply may take to begin
const ASSISTANT = "assistant";

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Conversation {
  isOver = false;

  // `show` is told the phase: listening, transcribing, waiting, reading, failed.
  constructor({ words, lang, transcribes, speaks, show }) {
    this.words = words;
    this.lang = lang;
    this.transcribes = transcribes;
    this.show = show;
    this.speaker = newSpeaker(speaks);
  }

  async run() {
    try {
      while (!this.isOver) {
        const text = await this.listen();
        if (text) await this.answer(text);
      }
    } catch (thrown) {
      const error = /** @type {any} */ (thrown);
      const words = error.words || this.words[error.reason] || this.words.offline;
      if (!this.isOver) this.show({ phase: "failed", words });
    }
  }

  // What was said in one turn; nothing where the turn was empty.
  async listen() {
    this.show({ phase: "listening", level: 0 });
    const text = this.transcribes ? await this.listenBySound() : await this.listenByBrowser();
    return this.isOver ? "" : text;
  }

  async listenBySound() {
    let end;
    const ended = new Promise((done) => {
      end = done;
    });
    const recorder = new Recorder({ onLevel: (level) => this.show({ phase: "listening", level }), onEnd: end });
    this.endTurn = () => end("touch");
    try {
      await recorder.start();
    } catch (error) {
      throw new NotTranscribed({ reason: reasonOf(error) });
    }
    await ended;
    const wasHeard = recorder.hasSpoken;
    const recording = await recorder.stop();
    if (this.isOver || !wasHeard) return "";
    this.show({ phase: "transcribing" });
    return transcribed(recording).catch((error) => {
      if (error.reason === "silence") return "";
      throw error;
    });
  }

  async listenByBrowser() {
    const end = await new Promise((done) => {
      const onWords = (words) => this.show({ phase: "listening", words });
      const recognizer = new Recognizer(this.lang, { onWords, onEnd: done });
      this.endTurn = () => recognizer.stop();
      recognizer.start();
    });
    if (end.reason && end.reason !== "silence") throw new NotTranscribed(end);
    return end.text ?? "";
  }

  async answer(text) {
    const before = lastRow()?.id;
    this.show({ phase: "waiting", words: text });
    putInBox(text);
    sendBox();
    const reply = await this.replyAfter(before);
    if (!reply || this.isOver) return;
    this.reader = new Reader(reply.id, this.speaker, this.words.left_out, () => {
      if (!this.isOver) this.show({ phase: "reading", words: this.reader.passage?.text });
    });
    await this.reader.read();
    if (this.reader.phase === "failed") throw new NotTranscribed({ words: this.reader.failure, reason: "not_spoken" });
    this.reader = null;
  }

  // The reply that comes after this message.
  async replyAfter(before) {
    for (let waited = 0; waited < ANSWER_MS && !this.isOver; waited += LOOK_MS) {
      const row = lastRow();
      if (row && row.id !== before && row.role === ASSISTANT) {
        if (row.status === "failed") throw new NotTranscribed({ words: row.error, reason: "no_reply" });
        return row;
      }
      await pause(LOOK_MS);
    }
    throw new NotTranscribed({ reason: "no_reply" });
  }

  // A touch: while one speaks it ends the turn, while it reads it goes on to listening.
  goOn() {
    if (this.reader) this.reader.stop();
    else this.endTurn?.();
  }

  stop() {
    this.isOver = true;
    this.reader?.stop();
    this.endTurn?.();
  }
}
