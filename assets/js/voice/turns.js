// When somebody speaks and when they have finished, by how loud it is: numbers from 0 to 1, a few a second.
const LOUD = 0.02; // above the hum of a quiet room
const ABOVE_ROOM = 2.5; // times as loud as the room has been
const ENDS_AFTER_MS = 1600; // of silence, after words

export const loudnessOf = (samples) => {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
};

export class Turn {
  hasSpoken = false;
  quietSince = 0;
  room = LOUD; // how loud it is while nobody speaks

  // Whether the turn has ended now.
  take(loudness, now) {
    const speaks = loudness > Math.max(LOUD, Math.min(this.room * ABOVE_ROOM, 0.2));
    if (speaks) {
      this.hasSpoken = true;
      this.quietSince = 0;
      return false;
    }
    if (!this.hasSpoken) this.room = Math.min(0.08, 0.9 * this.room + 0.1 * loudness);
    this.quietSince ||= now;
    return this.hasSpoken && now - this.quietSince >= ENDS_AFTER_MS;
  }
}
