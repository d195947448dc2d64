/** A clock that only moves when it is told to: by those who wait for it, and by the test. */
import type { Clock } from "pipedream-local-runtime";

export interface FakeClock extends Clock {
  /** What was waited, in milliseconds. */
  slept: number[];
  advance(millis: number): void;
}

/** @param whileAsleep happens during each wait, for example what a user does between two polls */
export function createFakeClock(whileAsleep: () => unknown = () => undefined): FakeClock {
  let now = 1_800_000_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance(millis) {
      now += millis;
    },
    async sleep(millis) {
      slept.push(millis);
      now += millis;
      await whileAsleep();
    },
  };
}
