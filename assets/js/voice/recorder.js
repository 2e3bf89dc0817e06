// Records the microphone until it is stopped, and says how loud it is meanwhile. iPhones record MP4, others WebM.
import { loudnessOf, Turn } from "./turns";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 32000; // speech; ten minutes are 2.4 MB
const LOOK_MS = 100;
export const LONGEST_MS = 10 * 60 * 1000;

const kindOf = () => KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";

// What a refusal of the microphone is called in the list of words.
export const reasonOf = (/** @type {any} */ { name }) => {
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" ? "no_microphone" : "microphone_busy";
};

export class Recorder {
  parts = [];
  turn = new Turn();
  began = 0;

  // `onLevel` hears a number from 0 to 1; `onEnd` why it ended by itself: `limit`, `silence` after words, `gone`.
  constructor({ onLevel, onEnd }) {
    this.onLevel = onLevel;
    this.onEnd = onEnd;
  }

  async start() {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    this.stream = await navigator.mediaDevices.getUserMedia({ audio });
    this.recorder = new MediaRecorder(this.stream, { mimeType: kindOf(), audioBitsPerSecond: BITS_A_SECOND });
    this.recorder.ondataavailable = ({ data }) => data.size && this.parts.push(data);
    for (const track of this.stream.getTracks()) track.onended = () => this.onEnd("gone");
    this.recorder.start(1000);
    this.began = performance.now();
    this.watch();
  }

  watch() {
    const Context = globalThis.AudioContext ?? /** @type {any} */ (globalThis).webkitAudioContext;
    this.context = new Context();
    const meter = this.context.createAnalyser();
    const samples = new Float32Array(meter.fftSize);
    this.context.createMediaStreamSource(this.stream).connect(meter);
    this.context.resume?.();
    this.looking = setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const [loudness, now] = [loudnessOf(samples), performance.now()];
      this.onLevel(Math.min(1, loudness * 6));
      if (this.turn.take(loudness, now)) this.onEnd("silence");
      if (this.length >= LONGEST_MS) this.onEnd("limit");
    }, LOOK_MS);
  }

  get length() {
    return performance.now() - this.began;
  }

  get hasSpoken() {
    return this.turn.hasSpoken;
  }

  // What was recorded; the microphone is let go of.
  async stop() {
    clearInterval(this.looking);
    const { recorder } = this;
    if (recorder && recorder.state !== "inactive") {
      const stopped = new Promise((done) => {
        recorder.onstop = done;
      });
      recorder.stop();
      await stopped;
    }
    this.stream?.getTracks().forEach((track) => {
      track.onended = null;
      track.stop();
    });
    this.context?.close();
    return new Blob(this.parts, { type: recorder?.mimeType });
  }
}
