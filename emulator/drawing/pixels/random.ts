/** Numbers that look random and depend on nothing but what they are made from. */
import { createHash } from "node:crypto";

// A name of the module: see landscape.ts.
const { imul } = Math;

/** Numbers from 0 to below 1, always the same ones for the same parts. */
export type Random = () => number;

/** Mulberry32: small, fast, and even enough for pictures. */
export function randomFrom(...parts: readonly (string | number)[]): Random {
  let state = createHash("sha256").update(JSON.stringify(parts)).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** From `min` to below `max`. */
export const between = (random: Random, min: number, max: number): number => min + (max - min) * random();

/** @throws RangeError for an empty list */
export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new RangeError("nothing to pick from");
  return picked;
}
