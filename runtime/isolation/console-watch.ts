/** What a component writes to its console. */
import { Console } from "node:console";
import { Writable } from "node:stream";
import { format } from "node:util";
import type { LogLevel } from "./protocol.ts";
import { currentTell } from "./teller.ts";

const levels: readonly LogLevel[] = ["log", "info", "debug", "warn", "error"];

const methods = ["dir", "table", "trace", "group", "groupCollapsed", "groupEnd", "count", "time", "timeEnd", "timeLog", "assert"] as const;

let isWatching = false;

const tellLine = (level: LogLevel, text: string) => currentTell()?.({ type: "log", level, text, at: Date.now() });

/** A stream whose lines are told. */
const streamAt = (level: LogLevel) => new Writable({
  decodeStrings: false,
  write(chunk, _encoding, done) {
    tellLine(level, String(chunk).replace(/\n$/, ""));
    done();
  },
});

/** From now on the console of this process tells what a running component writes; outside runs it works as before. */
export function watchConsole(): void {
  if (isWatching) return;
  isWatching = true;
  const told = new Console(streamAt("log"), streamAt("error"));
  const { console } = globalThis;
  for (const level of levels) {
    const before = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      if (currentTell() === undefined) before(...args);
      else tellLine(level, format(...args));
    };
  }
  for (const name of methods) {
    const before = console[name].bind(console) as (...args: unknown[]) => void;
    const after = told[name].bind(told) as (...args: unknown[]) => void;
    console[name] = (...args: unknown[]) => {
      if (currentTell() === undefined) before(...args);
      else after(...args);
    };
  }
}
