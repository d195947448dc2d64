/** How instruments sound: the strength of their overtones, and how a note begins and ends. */

interface Timbre {
  /** From the ground tone up. */
  overtones: readonly number[];
  /** In seconds. */
  attack: number;
  /** In seconds, until a note that is held has half of its strength; endless if not said. */
  halfLife?: number;
  /** In seconds, after the note has ended. */
  release: number;
}

export const timbres = {
  piano: { overtones: [1, 0.55, 0.32, 0.18, 0.12, 0.08, 0.04], attack: 0.004, halfLife: 0.7, release: 0.25 },
  guitar: { overtones: [1, 0.7, 0.5, 0.35, 0.2, 0.1, 0.06, 0.03], attack: 0.003, halfLife: 0.35, release: 0.15 },
  strings: { overtones: [1, 0.5, 0.36, 0.25, 0.2, 0.14, 0.1, 0.07], attack: 0.18, release: 0.35 },
  flute: { overtones: [1, 0.22, 0.1, 0.03], attack: 0.06, release: 0.12 },
  brass: { overtones: [0.8, 1, 0.75, 0.55, 0.35, 0.2, 0.1], attack: 0.04, release: 0.1 },
  bell: { overtones: [1, 0.1, 0.05, 0.6, 0.03, 0.02, 0.35, 0, 0, 0.2], attack: 0.002, halfLife: 0.5, release: 0.8 },
  organ: { overtones: [1, 0.8, 0.1, 0.6, 0, 0.25, 0, 0.3], attack: 0.02, release: 0.06 },
  synth: { overtones: [1, 0.5, 0.33, 0.25, 0.2, 0.17, 0.14, 0.12, 0.1], attack: 0.01, halfLife: 1.2, release: 0.1 },
} as const satisfies Readonly<Record<string, Timbre>>;

export type TimbreName = keyof typeof timbres;

/** The envelope of each, in one shape. */
export const timbreOf = (name: TimbreName): Timbre => timbres[name];

/** A power of two, so that a place in a wave is found by a mask. */
export const waveLength = 4_096;

const waves = new Map<TimbreName, Float32Array>();

/** One period of a note, from -1 to 1. */
export function waveOf(name: TimbreName): Float32Array {
  const known = waves.get(name);
  if (known !== undefined) return known;
  const { overtones } = timbreOf(name);
  const strength = overtones.reduce((sum, overtone) => sum + overtone, 0);
  const wave = Float32Array.from({ length: waveLength }, (_, at) => overtones.reduce((sum, overtone, index) =>
    sum + overtone * Math.sin(2 * Math.PI * (index + 1) * at / waveLength), 0) / strength);
  waves.set(name, wave);
  return wave;
}
