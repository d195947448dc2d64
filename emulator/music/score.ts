/** The notes of a piece: chords, bass, a melody and drums, all from what was heard in a prompt and from a seed. */
import { pick, type Random } from "../drawing/pixels/random.ts";
import type { TimbreName } from "./timbres.ts";
import type { Heard } from "./words.ts";

export interface Note {
  /** In seconds. */
  start: number;
  seconds: number;
  /** In Hz. */
  pitch: number;
  /** From 0 to 1. */
  strength: number;
  /** From -1, left, to 1, right. */
  place: number;
  sound: TimbreName | "kick" | "snare" | "hat";
}

const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

/** Steps of the scale, a bar each. */
const progressions = {
  major: [[0, 4, 5, 3], [0, 5, 3, 4], [3, 0, 4, 5], [0, 2, 3, 4]],
  minor: [[0, 5, 2, 6], [0, 3, 5, 4], [0, 6, 5, 6], [5, 3, 0, 4]],
} as const;

const beatsInBar = 4;

/** A is 440 Hz, nine half tones above the C of its octave. */
const pitchOf = (halfTones: number) => 440 * 2 ** ((halfTones - 9) / 12);

class Composer {
  readonly #notes: Note[] = [];
  readonly #heard: Heard;
  readonly #random: Random;
  readonly #scale: readonly number[];
  readonly #progression: readonly number[];
  /** Where the melody is, in steps of the scale. */
  #melody = 7;

  constructor(heard: Heard, random: Random) {
    const mode = heard.isMinor ? "minor" : "major";
    this.#heard = heard;
    this.#random = random;
    this.#scale = scales[mode];
    this.#progression = pick<readonly number[]>(random, progressions[mode]);
  }

  compose(seconds: number): readonly Note[] {
    const beat = 60 / this.#heard.tempo;
    for (let bar = 0; bar * beatsInBar * beat < seconds; bar += 1) {
      const step = this.#progression[bar % this.#progression.length] ?? 0;
      const start = bar * beatsInBar * beat;
      this.#addChord(start, beat, step);
      this.#addMelody(start, beat, step);
      if (this.#heard.hasDrums) this.#addDrums(start, beat);
    }
    return this.#notes;
  }

  #addChord(start: number, beat: number, step: number): void {
    const seconds = beatsInBar * beat * 0.97;
    for (const [index, third] of [0, 2, 4].entries()) {
      const pitch = this.#pitch(step + third, 0);
      this.#notes.push({ start, seconds, pitch, strength: 0.16, place: (index - 1) * 0.5, sound: this.#heard.pad });
    }
    for (const half of [0, 2]) {
      const pitch = this.#pitch(step, -2);
      this.#notes.push({ start: start + half * beat, seconds: beat * 1.8, pitch, strength: 0.34, place: 0, sound: "guitar" });
    }
  }

  /** A walk in small steps, which comes to a tone of the chord at each bar. */
  #addMelody(start: number, beat: number, step: number): void {
    this.#melody = this.#nearest(step);
    for (let at = 0; at < beatsInBar;) {
      const length = pick(this.#random, [0.5, 0.5, 1, 1, 1.5, 2]);
      const seconds = Math.min(length, beatsInBar - at) * beat;
      if (this.#random() < 0.85) {
        const pitch = this.#pitch(this.#melody, 0);
        const strength = 0.32 + 0.12 * this.#random();
        this.#notes.push({
          start: start + at * beat, seconds: seconds * 0.95, pitch, strength, place: 0.15, sound: this.#heard.lead,
        });
      }
      this.#melody = Math.max(3, Math.min(14, this.#melody + pick(this.#random, [-2, -1, -1, 1, 1, 2])));
      at += length;
    }
  }

  #addDrums(start: number, beat: number): void {
    const add = (at: number, sound: Note["sound"], strength: number, place: number) => {
      this.#notes.push({ start: start + at * beat, seconds: 0.2, pitch: 0, strength, place, sound });
    };
    for (const at of [0, 2]) add(at, "kick", 0.7, 0);
    for (const at of [1, 3]) add(at, "snare", 0.35, 0.1);
    for (let at = 0; at < beatsInBar; at += 0.5) add(at, "hat", at % 1 === 0 ? 0.12 : 0.08, -0.3);
  }

  /** The tone of the chord on a step that is nearest to where the melody is. */
  #nearest(step: number): number {
    const tones = [0, 2, 4].flatMap((third) => [0, 7, 14].map((octave) => step % 7 + third + octave));
    return tones.reduce((best, tone) => Math.abs(tone - this.#melody) < Math.abs(best - this.#melody) ? tone : best);
  }

  /** @param step of the scale, from the ground tone up */
  #pitch(step: number, octaves: number): number {
    const { length } = this.#scale;
    const inOctave = this.#scale[step % length] ?? 0;
    return pitchOf(this.#heard.key + inOctave + 12 * (Math.floor(step / length) + octaves));
  }
}

export const compose = (heard: Heard, random: Random, seconds: number): readonly Note[] =>
  new Composer(heard, random).compose(seconds);
