// Reads one reply aloud, sentence by sentence, also while it still comes.
import { rowOf } from "../chat/rows_store";
import { textStore } from "../chat/text_store";
import { passagesOf } from "./passages";

const LOOK_MS = 300; // for more of a reply that still comes

export class Reader {
  at = 0; // the passage that is read, or waited for
  phase = "reading"; // reading, paused, over, failed
  failure = "";

  // `tell` hears that something has changed; `words` are those for what is left out.
  constructor(id, speaker, words, tell, speed = 1) {
    this.id = id;
    this.speaker = speaker;
    this.words = words;
    this.tell = tell;
    this.speed = speed;
  }

  get isWhole() {
    return rowOf(this.id)?.status !== "streaming";
  }

  passages() {
    return passagesOf(textStore.text(this.id), this.words, this.isWhole);
  }

  get passage() {
    return this.passages()[this.at];
  }

  async read() {
    while (this.phase === "reading" || this.phase === "paused") {
      const [isWhole, passages] = [this.isWhole, this.passages()];
      const passage = passages[this.at];
      if (passage && this.phase === "reading") await this.say(passage, passages[this.at + 1]);
      else if (!passage && isWhole) this.end("over");
      else await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }

  async say(passage, next) {
    this.tell();
    const at = this.at;
    try {
      const spoken = this.speaker.speak(passage, this.speed);
      if (next) this.speaker.prepare(next);
      await spoken;
    } catch (error) {
      if (this.at === at && this.phase !== "over") this.end("failed", /** @type {Error} */ (error).message);
      return;
    }
    if (this.phase !== "over" && this.at === at && !this.isAgain) this.at += 1;
    this.isAgain = false;
  }

  end(phase, failure = "") {
    this.phase = phase;
    this.failure = failure;
    this.tell();
  }

  pause() {
    this.phase = "paused";
    this.speaker.pause();
    this.tell();
  }

  resume() {
    this.phase = "reading";
    this.speaker.resume();
    this.tell();
  }

  next() {
    if (this.phase === "paused") this.phase = "reading";
    if (this.passage) this.at += 1;
    this.speaker.stop();
    this.tell();
  }

  // The sentence begins anew, at this speed.
  speakAt(speed) {
    this.speed = speed;
    if (this.phase === "paused") this.phase = "reading";
    this.isAgain = true;
    this.speaker.stop();
    this.tell();
  }

  stop() {
    this.phase = "over";
    this.speaker.stop();
  }
}
