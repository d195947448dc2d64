/** Sounds as samples: read in pieces, since six minutes of them are many. */

/** All sounds of the emulator are stereo at the rate that the API's are documented to have. */
export const sampleRate = 44_100;
export const channels = 2;

export interface Sound {
  /** Pairs of samples, one for each channel. */
  frames: number;
  /** So many pairs from a place on, each sample from -32,768 to 32,767; silence where it has ended. */
  read(from: number, frames: number): Int16Array;
}

/** How many pairs of samples last so many seconds. */
export const framesIn = (seconds: number): number => Math.round(seconds * sampleRate);

/** How much is made at once: a second. */
const pieceFrames = sampleRate;

/** The sound piece by piece; between two pieces other requests have their turn. */
export async function* piecesOf(sound: Sound): AsyncGenerator<Int16Array, void> {
  for (let from = 0; from < sound.frames; from += pieceFrames) {
    yield sound.read(from, Math.min(pieceFrames, sound.frames - from));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const toSample = (value: number): number => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/** A sound that is already there. */
export const soundOf = (samples: Int16Array): Sound => ({
  frames: samples.length / channels,
  read(from, frames) {
    const piece = new Int16Array(frames * channels);
    piece.set(samples.subarray(from * channels, (from + frames) * channels));
    return piece;
  },
});

/**
 * Two sounds laid over each other.
 * @param share how much of the second one is heard at a pair of samples, from 0 to 1; where it is 0, not a bit changes
 */
export const mix = (one: Sound, other: Sound, frames: number, share: (frame: number) => number): Sound => ({
  frames,
  read(from, length) {
    const [under, over] = [one.read(from, length), other.read(from, length)];
    return under.map((sample, index) => {
      const part = share(from + Math.floor(index / channels));
      return part === 0 ? sample : toSample(sample * (1 - part) + (over[index] ?? 0) * part);
    });
  },
});
