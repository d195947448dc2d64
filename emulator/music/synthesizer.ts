/** Plays notes: the same ones always sound the same, whatever part of them is asked for. */
import { randomFrom } from "../drawing/pixels/random.ts";
import { compose, type Note } from "./score.ts";
import { channels, framesIn, sampleRate, toSample, type Sound } from "./sound.ts";
import { timbreOf, waveLength, waveOf } from "./timbres.ts";
import { hear } from "./words.ts";

const { abs, exp, max, min, PI, sin, SQRT1_2 } = Math;

/** How long a drum is heard, in seconds. */
const drumSeconds = 0.3;

/** A note as it is played: a wave that is read at a speed, and how its strength goes up and down. */
interface Tone {
  wave: Float32Array;
  /** How far to go in the wave from a sample to the next. */
  step: number;
  /** In samples, until it has its full strength. */
  attack: number;
  /** What is left of its strength from a sample to the next. */
  decay: number;
  /** In samples, while it is held, and until it can no longer be heard. */
  held: number;
  frames: number;
}

const drumFrames = framesIn(drumSeconds);

/** A drum is a wave that is played once. */
const drum = (valueAt: (seconds: number, noise: number) => number): Float32Array => {
  const random = randomFrom("noise");
  return Float32Array.from({ length: drumFrames }, (_, frame) => valueAt(frame / sampleRate, 2 * random() - 1));
};

const drums = {
  kick: drum((seconds) => exp(-9 * seconds) * sin(2 * PI * (48 * seconds + 3.2 * (1 - exp(-30 * seconds))))),
  snare: drum((seconds, noise) => exp(-16 * seconds) * (0.7 * noise + 0.3 * sin(2 * PI * 190 * seconds))),
  hat: drum((seconds, noise) => exp(-55 * seconds) * noise),
} as const;

function toneOf({ sound, seconds, pitch }: Note): Tone {
  if (sound === "kick" || sound === "snare" || sound === "hat") {
    return { wave: drums[sound], step: 1, attack: 1, decay: 1, held: drumFrames, frames: drumFrames };
  }
  const { attack, halfLife = Infinity, release } = timbreOf(sound);
  return {
    wave: waveOf(sound),
    step: pitch * waveLength / sampleRate,
    attack: framesIn(attack),
    decay: 0.5 ** (1 / (halfLife * sampleRate)),
    held: framesIn(seconds),
    frames: framesIn(seconds + release),
  };
}

/** Adds what is heard of a note in a piece that begins at a frame. */
function addNote(piece: Float32Array, from: number, note: Note): void {
  const { wave, step, attack, decay, held, frames } = toneOf(note);
  const start = framesIn(note.start);
  const first = max(start, from);
  const end = min(start + frames, from + piece.length / channels);
  const [left, right] = [(1 - note.place) * SQRT1_2, (1 + note.place) * SQRT1_2];
  let strength = note.strength * decay ** (first - start);
  for (let frame = first - start, at = (first - from) * channels; frame < end - start; frame += 1, at += channels) {
    const share = min(1, frame / attack, (frames - frame) / (frames - held));
    const value = strength * share * (wave[frame * step % wave.length | 0] ?? 0);
    piece[at] = (piece[at] ?? 0) + value * left;
    piece[at + 1] = (piece[at + 1] ?? 0) + value * right;
    strength *= decay;
  }
}

/** Loud voices are bent, and never cut off. */
const bent = (value: number) => value / (1 + 0.4 * abs(value));

/** How long the end of a piece takes to fade, in seconds. */
const fadeSeconds = 0.5;

/** A piece of music that prompt and seed decide, of exactly so many seconds. */
export function play(prompt: string, seed: number, seconds: number): Sound {
  const random = randomFrom("music", prompt, seed);
  const notes = compose(hear(prompt, random), random, seconds);
  const longest = max(0, ...notes.map((note) => toneOf(note).frames));
  const frames = framesIn(seconds);
  const fadeFrames = min(framesIn(fadeSeconds), frames / 4);
  return {
    frames,
    read(from, length) {
      const mixed = new Float32Array(length * channels);
      for (const note of notes) {
        const start = framesIn(note.start);
        if (start < from + length && start + longest > from) addNote(mixed, from, note);
      }
      const piece = new Int16Array(mixed.length);
      for (let index = 0; index < piece.length; index += 1) {
        const left = max(0, frames - from - (index / channels | 0));
        piece[index] = toSample(32_767 * bent(mixed[index] ?? 0) * min(1, left / fadeFrames));
      }
      return piece;
    },
  };
}
