/** One request for each picture of an action that makes several. */
import { randomInt } from "node:crypto";
import { largestSeed } from "../../operations/v2/parameters.ts";

interface Repeated {
  count?: unknown;
  seed?: unknown;
}

/** 0 would draw a random seed, so the seeds go round without it. */
const seedAfter = (first: number, steps: number) => (first - 1 + steps) % largestSeed + 1;

/**
 * As many requests as the values ask for, each with a seed of its own, so that no two make the same picture. Where
 * the user leaves the seed open, it is drawn here: the same one again then makes the same pictures.
 */
export function requestsOf<Values extends Repeated>(values: Values): Values[] {
  const { count, seed } = values;
  if (typeof count !== "number" || count === 1) return [values];
  const first = typeof seed === "number" && seed > 0 ? seed : randomInt(1, largestSeed);
  return Array.from({ length: count }, (_, index) => ({ ...values, count: 1, seed: seedAfter(first, index) }));
}
