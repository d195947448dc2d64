/** What all requests of one action have in common: the host, the key, and the time that is left. */
import { keyFor, apiHost, type Host } from "./host.ts";
import type { Step } from "../pipedream/pipedream.ts";

export interface Connection {
  host: Host;
  /** Sent to the host, and taken out of everything that is said or written. */
  key: string;
  step: Step | undefined;
  /** When the last exchange has to be over, in epoch milliseconds. */
  endsAt: number;
  /** When to stop waiting for an asynchronous generation, in epoch milliseconds. */
  waitsUntil: number;
  sleep: (millis: number) => Promise<unknown>;
}

/** Where no deadline is known: the longest that a step may run on Pipedream's free plan. */
const longestMillis = 300_000;

/** Where no deadline is known: callers of Pipedream Connect give up after 60 s. */
const usualWaitMillis = 50_000;

/** What is left for a step after its exchanges, so that the user reads our error and not Pipedream's time-out. */
const reserveMillis = 1_000;

interface Given {
  step: Step | undefined;
  /** As the connected account has it. */
  key: unknown;
  sleep: (millis: number) => Promise<unknown>;
}

/** When the last of what a step does over the network has to be over, in epoch milliseconds. */
export const endOf = (step: Step | undefined, now = Date.now()): number =>
  Math.min(now + longestMillis, (step?.context?.deadline ?? Infinity) - reserveMillis);

/** @throws ConfigurationError if the host is no address, the key is missing, or the key must not go to the host */
export function connect({ step, key, sleep }: Given, now = Date.now()): Connection {
  const host = apiHost();
  const deadline = step?.context?.deadline;
  const endsAt = endOf(step, now);
  const waitsUntil = deadline === undefined ? now + usualWaitMillis : endsAt;
  return { host, key: keyFor(host, key), step, endsAt, waitsUntil, sleep };
}
