/** When a source is run by its timer. */
import { Cron } from "croner";
import { isObject } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { messageOf, RuntimeError } from "../component/runtime-error.ts";
import type { TimerSetting } from "../isolation/protocol.ts";

/** The most that Node.js can wait for. */
const longestSeconds = Math.floor((2 ** 31 - 1) / 1000);

/** What published sources take where nobody says how often: `DEFAULT_POLLING_SOURCE_TIMER_INTERVAL`. */
const standardSeconds = 900;

const refuse = (reason: string) => new RuntimeError(reason);

function requireInterval(seconds: number): TimerSetting {
  if (seconds > 0 && seconds <= longestSeconds) return { intervalSeconds: seconds };
  throw refuse(`The interval must be above 0 and at most ${longestSeconds} seconds, but is ${seconds}.`);
}

function requireCron(cron: string, timezone: unknown): TimerSetting {
  try {
    return new Cron(cron, { paused: true }).nextRun() === null ? fail("it never comes")
      : { cron, ...typeof timezone === "string" && { timezone } };
  } catch (error) {
    return fail(messageOf(error));
  }
  function fail(why: string): never {
    throw refuse(`The cron expression "${cron}" cannot be read: ${why}`);
  }
}

/**
 * What the caller chooses, or else the default of the source's timer.
 * @returns `undefined` if the source has no timer, and none is chosen
 * @throws RuntimeError if the interval is out of range, or the cron expression wrong
 */
export function timerOf(
  { props }: ComponentDescription,
  { intervalSeconds, cron }: { intervalSeconds?: number | undefined; cron?: string | undefined },
): TimerSetting | undefined {
  if (intervalSeconds !== undefined) return requireInterval(intervalSeconds);
  if (cron !== undefined) return requireCron(cron, undefined);
  const timer = props.find(({ type }) => type === "$.interface.timer");
  if (timer === undefined) return undefined;
  const standard = isObject(timer.default) ? timer.default : {};
  if (typeof standard["cron"] === "string") return requireCron(standard["cron"], standard["timezone"]);
  const seconds = standard["intervalSeconds"] ?? standard["interval_seconds"];
  return requireInterval(typeof seconds === "number" ? seconds : standardSeconds);
}

/**
 * When the timer is due again, in epoch milliseconds. A beat is a whole number of intervals after the start; those that
 * a long run misses are left out.
 * @param due when it was due the last time
 */
export function nextBeat(
  { intervalSeconds = standardSeconds, cron, timezone = "UTC" }: TimerSetting,
  { startedAt, due, now }: { startedAt: number; due: number; now: number },
): number {
  if (cron !== undefined) {
    const next = new Cron(cron, { paused: true, timezone }).nextRun(new Date(now));
    return next === null ? Infinity : next.getTime();
  }
  const millis = intervalSeconds * 1000;
  const beat = Math.max(Math.round((due - startedAt) / millis) + 1, Math.ceil((now - startedAt) / millis));
  // A clock that is set back delays a beat by no more than an interval.
  return Math.min(startedAt + beat * millis, now + millis);
}

/** The event that a timer gives to `run`, at this time in epoch milliseconds. */
export const timerEvent = ({ intervalSeconds, cron }: TimerSetting, now: number) => ({
  timestamp: Math.floor(now / 1000),
  ...cron === undefined ? { interval_seconds: intervalSeconds } : { cron },
});

/** @throws RuntimeError unless it is a count from 1, or not given */
export function requireTimes(times: number | undefined): void {
  if (times === undefined || (Number.isInteger(times) && times >= 1)) return;
  throw refuse(`The number of runs must be a whole number from 1, but is ${times}.`);
}
