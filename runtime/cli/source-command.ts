/** Runs a source for a person who watches it. */
import { join } from "node:path";
import type { Arguments } from "./arguments.ts";
import type { Component } from "../component/component.ts";
import { untilInterrupted } from "./interruption.ts";
import { reportError, reportEvent, type Output } from "./report.ts";
import { runSource } from "../source/run-source.ts";

/** Where a source is remembered if nothing else is said: below the current folder. */
const standardDbPath = ({ key }: Component) => join(".pipedream", `${key}.json`);

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @returns whether the last poll succeeded; stderr says what else was wrong with polls */
export async function runSourceCommand(
  component: Component,
  { values, json, interval, times, db = standardDbPath(component) }: Arguments,
  output: Output,
): Promise<boolean> {
  const tell = (line: string) => output.stderr.write(`${line}\n`);
  let events = 0;
  tell(`${component.name}: ${times === undefined ? "Ctrl+C stops it" : counted(times, "poll")}; `
    + `it is remembered in ${db}.`);
  const { polls, isLastPollFine } = await untilInterrupted((signal) => runSource(component, {
    values,
    intervalSeconds: interval,
    times,
    dbPath: db,
    signal,
    onEvent(event) {
      events += 1;
      reportEvent(event, { json, output });
    },
    onError: (error) => {
      reportError(error, output);
    },
  }));
  tell(`${counted(polls, "poll")}, ${counted(events, "event")}.`);
  return isLastPollFine;
}
