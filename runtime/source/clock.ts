/** What the time is, and waiting for it: whoever runs a source can bring a clock of his own. */
import { setTimeout as wait } from "node:timers/promises";

export interface Clock {
  /** In epoch milliseconds. */
  now(): number;
  /** Ends after that time, or as soon as the signal says so; never rejects. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  // It rejects when it is aborted, and for no other reason.
  sleep: (millis, signal) => wait(millis, undefined, { signal }).catch(() => undefined),
};
