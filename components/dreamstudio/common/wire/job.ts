/** An asynchronous generation: the API answers its start with an id, and later asks for that id with the result. */
import { isObject } from "../json.ts";
import { waitMillis } from "./retry.ts";
import { StabilityError } from "../errors/stability-error.ts";

export interface Started {
  id: string;
}

export const isStarted = (value: unknown): value is Started =>
  isObject(value) && typeof value["id"] === "string" && value["id"] !== "";

/** The documents ask not to poll more often than that. */
const pollMillis = 10_000;

export interface Polling<Result> {
  /** Asks once; `undefined` while the result is not there. */
  poll: () => Promise<Result | undefined>;
  sleep: (millis: number) => Promise<unknown>;
  /** Whether the generation was started just now, so that it exists and need not be asked at once. */
  isNew: boolean;
  /** Whether to go on after an answer that it is in progress. */
  waits: boolean;
  /** When to give up, in epoch milliseconds. */
  endsAt: number;
}

/**
 * Polls until the result is there, or the time is up. What passes by itself (a broken connection, a fault of the
 * server) does not end the polling.
 * @returns `undefined` if the generation is still in progress
 * @throws StabilityError if the API refuses, or if it never answered whether there is such a generation
 */
export async function pollUntilDone<Result>(polling: Polling<Result>): Promise<Result | undefined> {
  const { poll, sleep, isNew, waits, endsAt } = polling;
  let isKnown = isNew;
  let failure: StabilityError | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const wait = isFirst && !isNew ? 0 : Math.max(pollMillis, failure === undefined ? 0 : waitMillis(failure));
    if (wait > 0 && (!waits || Date.now() + wait >= endsAt)) break;
    if (wait > 0) await sleep(wait);
    try {
      const result = await poll();
      if (result !== undefined) return result;
      isKnown = true;
      failure = undefined;
    } catch (error) {
      if (!(error instanceof StabilityError && error.isPassing)) throw error;
      failure = error;
    }
  }
  if (!isKnown && failure !== undefined) throw failure;
  return undefined;
}

/** What was started and paid for can still be fetched after something else has failed. */
export const withId = (error: unknown, id: string): unknown => error instanceof StabilityError
  ? error.withAdvice(`The generation was started: **Get Generation Result** fetches it for 24 hours by its id ${id}`)
  : error;
