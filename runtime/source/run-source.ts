/** Runs a source that polls, as Pipedream would: deploys it, starts it, polls it by its timer, and stops it. */
import type { Environment } from "../component/account.ts";
import { beats } from "./beats.ts";
import { systemClock, type Clock } from "./clock.ts";
import type { Component, Json } from "../component/component.ts";
import { bindSource } from "./deployed-source.ts";
import { readDeployment, writeDeployment } from "./deployment-file.ts";
import type { EmittedEvent } from "./event.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { intervalOf, requireTimes } from "./timer.ts";

export interface SourceOptions {
  /** What the user fills in, by the names of the props. */
  values?: Json;
  /** Where accounts and the folder for files come from; `process.env` by default. */
  environment?: Environment;
  /** Seconds from one poll to the next, above 0 and at most 2,147,483; what the source's timer says if not given. */
  intervalSeconds?: number | undefined;
  /** How many polls there are, at least 1; until the signal is aborted if not said. */
  times?: number | undefined;
  /** The file that keeps the db and the seen ids between runs; without it each run is a deployment of its own. */
  dbPath?: string | undefined;
  /** Stops the source: after the poll that is under way, or at once while it waits for the next. */
  signal?: AbortSignal;
  clock?: Clock;
  /** Gets each event that the dedupe strategy lets through, when the poll that emitted it is over. */
  onEvent?: (event: EmittedEvent) => void;
  /** Gets what a poll threw; the next poll comes all the same. */
  onError?: (error: unknown) => void;
}

export interface SourceResult {
  polls: number;
  isLastPollFine: boolean;
}

/** Polls at every beat, whether or not the poll before went well, and keeps what is to be remembered. */
async function pollAtEach(
  times: AsyncIterable<number>,
  poll: (now: number) => Promise<void>,
  { keep, onError }: { keep: () => Promise<void>; onError: (error: unknown) => void },
): Promise<SourceResult> {
  let polls = 0;
  let isLastPollFine = false;
  for await (const now of times) {
    polls += 1;
    isLastPollFine = true;
    await poll(now).catch((error: unknown) => {
      isLastPollFine = false;
      onError(error);
    });
    await keep();
  }
  return { polls, isLastPollFine };
}

const nothing = () => undefined;

/**
 * The hook `deploy` is called once for a db, `activate` at every start, and `deactivate` at the end, also when a hook
 * failed. The db is kept after every poll, when its events have been handed on.
 * @throws RuntimeError if values or options are missing or wrong, or the db cannot be read or kept; what a hook throws
 *   is passed on
 */
export async function runSource(component: Component, options: SourceOptions = {}): Promise<SourceResult> {
  const { values = {}, environment = process.env, times, dbPath, clock = systemClock } = options;
  const { signal = new AbortController().signal, onEvent = nothing, onError = nothing } = options;
  if (component.type !== "source") throw new RuntimeError(`${component.key} is an action, not a source.`);
  const intervalSeconds = intervalOf(component, options.intervalSeconds);
  requireTimes(times);

  const remembered = dbPath === undefined ? undefined : await readDeployment(dbPath, component.key);
  const now = () => clock.now();
  const source = bindSource(component, { values, environment, intervalSeconds, remembered, now, onEvent });
  const keep = async () => {
    if (dbPath !== undefined) await writeDeployment(dbPath, source.memory());
  };
  let result: SourceResult;
  try {
    if (remembered === undefined) {
      await source.callHook("deploy");
      // Only now: what could not be deployed is deployed again next time.
      await keep();
    }
    await source.callHook("activate");
    const pollTimes = beats({ intervalMillis: intervalSeconds * 1000, times, signal, clock });
    result = await pollAtEach(pollTimes, source.poll, { keep, onError });
  } catch (error) {
    // The first error is the one to throw; another one on the way out is reported too.
    await source.callHook("deactivate").catch(onError);
    throw error;
  }
  await source.callHook("deactivate");
  await keep();
  return result;
}
