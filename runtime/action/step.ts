/** The `$` of a running step. Nothing leaves the machine: what a component sends or asks for is recorded. */
import { randomUUID } from "node:crypto";
import type { Json } from "../component/component.ts";

/** A call that the platform would have carried out. */
export interface RecordedCall {
  /** For example `send.email` or `flow.rerun`. */
  name: string;
  args: unknown[];
}

export interface RunningStep {
  $: Json;
  exports: Json;
  calls: RecordedCall[];
}

const destinations = ["http", "email", "s3", "emit", "sse", "sql", "snowflake"];

/** Where a suspended step would be resumed; nothing answers there. */
const resumeUrls = { resume_url: "http://localhost/resume", cancel_url: "http://localhost/cancel" };

/** @param deadline in epoch milliseconds: when the platform would end the step */
export function createStep(deadline: number, now = Date.now()): RunningStep {
  const exports: Json = {};
  const calls: RecordedCall[] = [];
  const record = (name: string, answer?: unknown) => (...args: unknown[]) => {
    calls.push({ name, args });
    return answer;
  };
  const $ = {
    export: (name: string, value: unknown) => {
      exports[name] = value;
    },
    context: { id: randomUUID(), ts: new Date(now).toISOString(), deadline, JIT: true, run: { runs: 1 } },
    flow: {
      exit: record("flow.exit"),
      suspend: record("flow.suspend", resumeUrls),
      rerun: record("flow.rerun", resumeUrls),
      delay: record("flow.delay", resumeUrls),
      refreshTimeout: record("flow.refreshTimeout"),
    },
    send: Object.fromEntries(destinations.map((name) => [name, record(`send.${name}`)])),
    respond: record("respond"),
  };
  return { $, exports, calls };
}
