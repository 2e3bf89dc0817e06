// Who reads a passage aloud: the browser's own voices, or the provider. Each has `speak`, which is over when the
// passage is, `prepare` for the one after it, `pause`, `resume` and `stop`.
import { below } from "../browser/below";

export const canSpeak = () => Boolean(globalThis.speechSynthesis);

const voiceFor = (lang) => {
  const voices = speechSynthesis
    .getVoices()
    .filter((voice) => voice.lang.replace("_", "-").startsWith(lang.slice(0, 2)));
  return voices.find((voice) => voice.lang.replace("_", "-") === lang) ?? voices[0] ?? null;
};

export class BrowserSpeaker {
  speak({ text, lang }, speed) {
    return new Promise((/** @type {(value?: any) => void} */ done, fail) => {
      const utterance = new SpeechSynthesisUtterance(text);
      Object.assign(utterance, { lang, rate: speed, voice: voiceFor(lang) });
      utterance.onend = done;
      utterance.onerror = ({ error }) =>
        error === "canceled" || error === "interrupted" ? done() : fail(new Error(""));
      this.current = utterance; // a browser that forgets it never says that it has ended
      speechSynthesis.speak(utterance);
    });
  }

  prepare() {}

  pause() {
    speechSynthesis.pause();
  }

  resume() {
    speechSynthesis.resume();
  }

  stop() {
    speechSynthesis.cancel();
    speechSynthesis.resume(); // one that was paused would stay so for the next
  }
}

// The provider's sound, a passage a request; the next one is asked for while this one is heard.
export class ProviderSpeaker {
  player = new Audio();
  isPaused = false;
  leave = () => {}; // the passage that is heard
  asked = new Map();

  async fetch(text) {
    const answer = await fetch(below("/api/speech"), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
    }).catch(() => null);
    if (answer?.ok) return URL.createObjectURL(await answer.blob());
    throw new Error((await answer?.json().catch(() => null))?.error ?? "");
  }

  prepare({ text }) {
    if (this.asked.has(text)) return;
    const sound = this.fetch(text);
    sound.catch(() => {}); // told when it is its turn
    this.asked.set(text, sound);
  }

  async speak(passage, speed) {
    this.prepare(passage);
    const sound = this.asked.get(passage.text);
    this.asked.delete(passage.text);
    const address = await sound;
    const { player } = this;
    try {
      await new Promise((/** @type {(value?: any) => void} */ done, fail) => {
        this.leave = done;
        player.onended = done;
        player.onerror = () => fail(new Error(""));
        player.src = address;
        player.playbackRate = speed;
        if (!this.isPaused) player.play().catch(({ name }) => (name === "AbortError" ? done() : fail(new Error(""))));
      });
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  pause() {
    this.isPaused = true;
    this.player.pause();
  }

  resume() {
    this.isPaused = false;
    if (this.player.src) this.player.play().catch(() => {});
  }

  stop() {
    this.isPaused = false;
    this.player.pause();
    this.leave();
  }
}

export const newSpeaker = (speaks) => (speaks ? new ProviderSpeaker() : new BrowserSpeaker());
