/** What a person, or a program, reads of a run. */
import type { RunResult } from "../action/result.ts";
import { isObject } from "../component/component.ts";
import { jsonOf } from "../component/json.ts";
import type { Option } from "../component/options.ts";
import { toRunError, type RunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { EmittedEvent } from "../isolation/protocol.ts";
import type { SourceResult } from "../source/source-result.ts";
import { styled, type Output } from "./output.ts";
import { UseError } from "./use-error.ts";

/** How a command ends, as its exit code. */
export const exitCodes = { success: 0, component: 1, use: 2, limit: 3 } as const;

export const exitCodeOf = (error: RunError | null): number =>
  error === null ? exitCodes.success : exitCodes[error.kind];

const asJson = (value: unknown) => jsonOf(value, 2);

/** Errors of the language itself: nobody foresaw them, so their stack is shown. */
const faults = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError"]);

function textOf({ name, message, stack, cause }: RunError): string {
  const own = stack !== undefined && faults.has(name) ? stack : message;
  return cause === undefined ? own : `${own}\nCaused by: ${textOf(cause)}`;
}

export function reportError(error: RunError, { stderr }: Output): void {
  stderr.write(`${styled(stderr, "red", textOf(error))}\n`);
}

/**
 * The shape that `--json` prints of an action, whatever happened; `result.schema.json` describes it.
 * What would be left out is `null`.
 */
export function toShape({ ok, returnValue, exports, error, logs, calls, requests, files, warnings, usage }: RunResult) {
  return { ok, returnValue: returnValue ?? null, exports, error, logs, calls, requests, files, warnings, usage };
}

/** Prints the shape of a run that was never begun, with what was known before. */
export function reportShapeOf(error: RunError, { stdout }: Output, known: Partial<RunResult> = {}): void {
  const shape = toShape({
    ok: false, returnValue: null, exports: {}, error, logs: [], calls: [], requests: [], files: [], warnings: [],
    usage: { millis: 0, memoryMegabytes: 0, credits: 0, runs: 0 }, ...known,
  });
  stdout.write(`${asJson(shape)}\n`);
}

/**
 * What ended a command: wrong use, or what nobody foresaw.
 * @returns the exit code
 */
export function reportThrown(thrown: unknown, { json, output }: { json: boolean; output: Output }): number {
  const isUse = thrown instanceof UseError || thrown instanceof RuntimeError;
  const error = isUse ? { ...toRunError(thrown, "use"), name: "UseError" } : toRunError(thrown);
  if (json) reportShapeOf(error, output);
  reportError(error, output);
  return exitCodeOf(error);
}

const shown = (value: unknown) => typeof value === "string" ? value : asJson(value);

const section = (title: string, text: string | undefined) => text === undefined ? [] : [title, text, ""];

const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function usageOf({ usage: { millis, memoryMegabytes, credits, runs } }: RunResult): string {
  const facts = [
    ...memoryMegabytes > 0 ? [`${Math.round(memoryMegabytes)} MB`] : [],
    `${many(credits, "credit")} on Pipedream`,
    ...runs > 1 ? [many(runs, "run")] : [],
  ];
  return `Took ${(millis / 1000).toFixed(1)} s, ${facts.join(", ")}.`;
}

function describe(result: RunResult, { stdout }: Output): string {
  const { exports, returnValue, calls, files } = result;
  const { $summary: summary, ...others } = exports;
  return [
    ...summary === undefined ? [] : [styled(stdout, "green", shown(summary)), ""],
    ...section("Exports:", Object.keys(others).length === 0 ? undefined : asJson(others)),
    ...section("Return value:", returnValue === undefined ? "nothing" : asJson(returnValue)),
    ...section("Asked of the platform, and only recorded here:", calls.length === 0 ? undefined : asJson(calls)),
    `${usageOf(result)}${files.length === 0 ? "" : " New files:"}`,
    ...files,
  ].join("\n");
}

function find(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((found, name) =>
    isObject(found) || Array.isArray(found) ? (found as Record<string, unknown>)[name] : undefined, value);
}

/**
 * One value of a result. Where there is none of that name, the whole result goes to stderr: a wrong word loses nothing.
 * @throws UseError if the result has no such field
 */
function pick(result: RunResult, path: string, output: Output): string {
  const shape = toShape(result);
  const values = [result.returnValue, result.exports, shape].map((place) => find(place, path));
  const value = values.find((it) => it !== undefined);
  if (value !== undefined) return typeof value === "string" ? value : asJson(value);
  const names = [shape.returnValue, shape.exports].flatMap((place) => isObject(place) ? Object.keys(place) : []);
  output.stderr.write(`${describe(result, output)}\n`);
  throw new UseError(`--out: the result has no "${path}". It has: ${[...names, ...Object.keys(shape)].join(", ")}`);
}

export interface ReportOptions {
  json: boolean;
  out?: string | undefined;
  output: Output;
}

/** @returns the exit code */
export function reportResult(result: RunResult, { json, out, output }: ReportOptions): number {
  const { error, warnings, files, exports } = result;
  for (const warning of warnings) output.stderr.write(`${styled(output.stderr, "yellow", `Warning: ${warning}`)}\n`);
  if (json) output.stdout.write(`${asJson(toShape(result))}\n`);
  else if (error === null) output.stdout.write(`${out === undefined ? describe(result, output) : pick(result, out, output)}\n`);
  if (error !== null) {
    reportError(error, output);
    const others = Object.fromEntries(Object.entries(exports).filter(([name]) => name !== "$summary"));
    if (!json && Object.keys(others).length > 0) output.stderr.write(`Exports so far:\n${asJson(others)}\n`);
    if (!json && files.length > 0) output.stderr.write(`Files so far:\n${files.join("\n")}\n`);
  }
  return exitCodeOf(error);
}

export function reportOptions(options: readonly Option[], { json, output }: ReportOptions): void {
  const written = (value: unknown) => typeof value === "string" ? value : jsonOf(value);
  const width = Math.max(0, ...options.map(({ value }) => written(value).length));
  const rows = options.map(({ label, value }) => `${written(value).padEnd(width)}  ${label}`);
  output.stdout.write(`${json ? asJson(options) : rows.length === 0 ? "No options are offered." : rows.join("\n")}\n`);
}

/** An event as it comes; as JSON it is one line. */
export function reportEvent({ event, id, name, summary, ts }: EmittedEvent, { json, output }: ReportOptions): void {
  const facts = [
    ...id === undefined ? [] : [`id ${id}`],
    ...name === undefined ? [] : [`channel ${name}`],
    new Date(ts).toISOString(),
  ];
  output.stdout.write(json
    ? `${JSON.stringify({ id, name, summary, ts, event })}\n`
    : `${summary ?? "An event without a summary"}\n${facts.join(", ")}\n${asJson(event)}\n\n`);
}

export const summaryOf = ({ runs, events, usage }: SourceResult): string =>
  `${many(runs, "run")}, ${many(events.length, "event")}, ${(usage.millis / 1000).toFixed(1)} s, ${many(usage.credits, "credit")} on Pipedream.`;
