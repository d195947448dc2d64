/** How long an exchange may take, and how long to wait for a generation. */
import type { Step } from "../pipedream/pipedream.ts";

/** Where no deadline is known: the longest that a step may run on Pipedream's free plan. */
const longestMillis = 300_000;

/** What is left for a step after its exchange, so that the user reads our error and not Pipedream's time-out. */
const reserveMillis = 1_000;

const shortestMillis = 100;

/**
 * How long an exchange may take, in milliseconds.
 * @param endsAt when an exchange has to end at the latest, in epoch milliseconds, if it is a part of something
 */
export function exchangeMillis(step: Step | undefined, endsAt = Infinity, now = Date.now()): number {
  const deadline = step?.context?.deadline ?? Infinity;
  return Math.max(shortestMillis, Math.min(longestMillis, deadline - now - reserveMillis, endsAt - now));
}

/** Whether a step has time for anything that costs credits. */
export const hasTime = (step: Step | undefined, now = Date.now()): boolean =>
  now + reserveMillis < (step?.context?.deadline ?? Infinity);

/** Where no deadline is known: callers of Pipedream Connect give up after 60 s. */
const usualWaitMillis = 50_000;

/** When to stop waiting for an asynchronous generation, in epoch milliseconds. */
export function waitsUntil(step: Step | undefined, now = Date.now()): number {
  const isKnown = step?.context?.deadline !== undefined;
  return now + (isKnown ? exchangeMillis(step, Infinity, now) : usualWaitMillis);
}
