/** The `$` of a running step. Nothing leaves the machine: what a component sends or asks for is recorded. */
import { inspect } from "node:util";
import type { Json } from "../component/component.ts";
import { jsonOf, toJsonText } from "../component/json.ts";
import type { ActionJob, Tell } from "../isolation/protocol.ts";
import { contextOf } from "./context.ts";
import { createFileStore } from "./file-store.ts";
import { createFlow } from "./flow.ts";

const destinations = ["http", "email", "s3", "emit", "sse", "sql", "snowflake"];

/** A copy as JSON; what JSON cannot hold is shown instead, since nobody but a reader needs it. */
function toShownJson(value: unknown): unknown {
  try {
    return JSON.parse(jsonOf(value)) as unknown;
  } catch {
    return inspect(value, { depth: 2 });
  }
}

export function createStep(job: ActionJob, tell: Tell): Json {
  const record = (name: string) => (...args: unknown[]) => {
    tell({ type: "call", name, args: args.map(toShownJson) });
    return Promise.resolve();
  };
  return {
    export(name: unknown, value: unknown) {
      const text = toJsonText(value, `The export "${String(name)}"`);
      tell({ type: "export", name: String(name), value: text === undefined ? undefined : JSON.parse(text) as unknown });
    },
    context: contextOf(job),
    flow: createFlow(job, tell, toShownJson),
    send: Object.fromEntries(destinations.map((name) => [name, record(`send.${name}`)])),
    respond: record("respond"),
    files: createFileStore(job.fileStore),
    // Components of the first days call these by other names.
    end: (...args: unknown[]) => {
      tell({ type: "call", name: "flow.exit", args: args.map(toShownJson) });
    },
  };
}
