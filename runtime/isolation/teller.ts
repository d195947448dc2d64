/** Who is told what a running component does: in one process several may run at once, each with its own listener. */
import { AsyncLocalStorage } from "node:async_hooks";
import { isTooDeep, jsonOf } from "../component/json.ts";
import { createRedactor, type Redactor } from "../component/redact.ts";
import type { RunError } from "../component/run-error.ts";
import { nestingError, payloadBytes, payloadError } from "./limits.ts";
import type { Report, Tell } from "./protocol.ts";

const running = new AsyncLocalStorage<Tell>();

/** For what happens outside every run: in a process of its own, the run it exists for. */
let standard: Tell | undefined;

export const tellByDefault = (tell: Tell): void => {
  standard = tell;
};

export const currentTell = (): Tell | undefined => running.getStore() ?? standard;

/** What runs in the task, and after it because of it, is told to this listener. */
export const withTell = <T>(tell: Tell, task: () => T): T => running.run(tell, task);

/** What counts against the limit of what a run may say. */
function bytesOf(report: Report): number {
  if (report.type === "log") return Buffer.byteLength(report.text);
  if (report.type === "export" || report.type === "return") return Buffer.byteLength(jsonOf(report.value));
  if (report.type === "emit") return Buffer.byteLength(jsonOf(report.event.event));
  return 0;
}

/** Secrets are found nowhere in these. */
function redacted(report: Report, { text, value }: Redactor): Report {
  if (report.type === "log" || report.type === "warning") return { ...report, text: text(report.text) };
  if (report.type === "error") return { ...report, error: value(report.error) as RunError };
  if (report.type !== "http") return report;
  return { ...report, path: text(report.path), ...report.error !== undefined && { error: text(report.error) } };
}

/**
 * Passes on what a run tells, without its secrets, until it says too much.
 * @param eventBytes what the run was started with counts too
 * @param exceed is called once, with what Pipedream calls it; nothing but the end is passed on from then on
 */
export function createTeller(send: Tell, eventBytes: number, exceed: (error: RunError) => void): Tell {
  let bytes = eventBytes;
  let isFull = false;
  let redactor = createRedactor([]);
  const fail = (error: RunError) => {
    isFull = true;
    exceed(error);
  };
  return (report) => {
    if (isFull) return;
    if (report.type === "secrets") redactor = createRedactor(report.values);
    bytes += bytesOf(report);
    const value = report.type === "export" || report.type === "return" ? report.value : undefined;
    if (bytes > payloadBytes) fail(payloadError());
    else if (isTooDeep(value)) {
      fail(nestingError(report.type === "export" ? `the export "${report.name}"` : "the return value"));
    } else send(redacted(report, redactor));
  };
}
