/** A steady beat: when a source is polled. */
import type { Clock } from "./clock.ts";

export interface BeatOptions {
  intervalMillis: number;
  /** How many beats there are; endless if not said. */
  times?: number | undefined;
  /** Ends the beats, also while one is awaited. */
  signal: AbortSignal;
  clock: Clock;
}

/**
 * Every beat is due a whole number of intervals after the first, so that the time between them does not drift by what
 * a poll takes. The beats that a long poll misses are left out. A clock that is set back delays a beat by no more
 * than an interval.
 * @returns the time of each beat, in epoch milliseconds
 */
export async function* beats({ intervalMillis, times = Infinity, signal, clock }: BeatOptions): AsyncGenerator<number> {
  const startedAt = clock.now();
  let beat = 0;
  for (let count = 1; !signal.aborted; count += 1) {
    yield clock.now();
    if (count >= times) return;
    const now = clock.now();
    beat = Math.max(beat + 1, Math.ceil((now - startedAt) / intervalMillis));
    const millisLeft = startedAt + beat * intervalMillis - now;
    await clock.sleep(Math.min(millisLeft, intervalMillis), signal);
  }
}
