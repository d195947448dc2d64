/** How often a source is polled. */
import { isObject, type Component } from "../component/component.ts";
import { propsOf } from "../component/prop.ts";
import { RuntimeError } from "../component/runtime-error.ts";

/** The most that Node.js can wait for. */
const longestSeconds = Math.floor((2 ** 31 - 1) / 1000);

/**
 * The interval of a source's timer in seconds: the chosen one, or else the timer's default.
 * @throws RuntimeError if the source has no timer, its timer no interval, or the interval is out of range
 */
export function intervalOf(component: Component, chosen: number | undefined): number {
  const timer = propsOf(component).props.find(({ definition }) => definition.type === "$.interface.timer");
  if (timer === undefined) {
    throw new RuntimeError(`${component.key} has no timer, and only by its timer can a source be run here.`);
  }
  const { default: standard } = timer.definition;
  const seconds = chosen ?? (isObject(standard) ? standard["intervalSeconds"] : undefined);
  if (typeof seconds !== "number") {
    throw new RuntimeError(`The timer of ${component.key} has no interval of its own: give one in seconds.`);
  }
  if (seconds > 0 && seconds <= longestSeconds) return seconds;
  throw new RuntimeError(`The interval must be above 0 and at most ${longestSeconds} seconds, but is ${seconds}.`);
}

/** @throws RuntimeError unless it is a count from 1, or not given */
export function requireTimes(times: number | undefined): void {
  if (times === undefined || (Number.isInteger(times) && times >= 1)) return;
  throw new RuntimeError(`The number of polls must be a whole number from 1, but is ${times}.`);
}
