/** What a person, or a program, reads of a run. */
import { inspect } from "node:util";
import { isObject } from "../component/component.ts";
import type { EmittedEvent } from "../source/event.ts";
import type { Option } from "../component/options.ts";
import type { RunResult } from "../action/run-action.ts";

/** Two streams of text; `process` is one. */
export interface Output {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

interface ReportOptions {
  json: boolean;
  output: Output;
}

const asJson = (value: unknown) => JSON.stringify(value, null, 2);

const section = (title: string, text: string | undefined) => text === undefined ? [] : [title, text, ""];

function describe({ exports, returnValue, calls, files, millis }: RunResult): string {
  const { $summary: summary, ...others } = exports;
  return [
    ...summary === undefined ? [] : [typeof summary === "string" ? summary : asJson(summary), ""],
    ...section("Exports:", Object.keys(others).length === 0 ? undefined : asJson(others)),
    ...section("Return value:", asJson(returnValue)),
    ...section("Asked of the platform, and only recorded here:", calls.length === 0 ? undefined : asJson(calls)),
    `Took ${(millis / 1000).toFixed(1)} s.${files.length === 0 ? "" : " New files:"}`,
    ...files,
  ].join("\n");
}

export function reportResult(result: RunResult, { json, output }: ReportOptions): void {
  const { exports, returnValue, calls, files, millis } = result;
  output.stdout.write(`${json ? asJson({ exports, returnValue, calls, files, millis }) : describe(result)}\n`);
}

export function reportOptions(options: readonly Option[], { json, output }: ReportOptions): void {
  const width = Math.max(0, ...options.map(({ value }) => String(value).length));
  const rows = options.map(({ label, value }) => `${String(value).padEnd(width)}  ${label}`);
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

/** Errors of the language itself: nobody foresaw them, so their stack is shown. */
const faults = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError"]);

export function reportError(error: unknown, { stderr }: Output): void {
  if (!isObject(error) || typeof error["message"] !== "string") {
    stderr.write(`${inspect(error)}\n`);
    return;
  }
  const { name, message, stack } = error;
  stderr.write(`${typeof stack === "string" && faults.has(String(name)) ? stack : message}\n`);
}
