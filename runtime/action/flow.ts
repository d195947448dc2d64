/** `$.flow`: how a step asks to end, to wait or to run again. */
import type { Json } from "../component/component.ts";
import type { ActionJob, Tell } from "../isolation/protocol.ts";

/** A paused step goes on after a day if nobody resumes it. */
const standardSuspension = 24 * 60 * 60 * 1000;

/** How often a step runs again if it does not say. */
const standardRetries = 10;

const millisOf = (value: unknown, standard: number) => typeof value === "number" && value >= 0 ? value : standard;

/** The last of several requests counts; `toJson` keeps what a call was given. */
export function createFlow(job: ActionJob, tell: Tell, toJson: (value: unknown) => unknown): Json {
  const urls = () => ({ resume_url: job.resumeUrl, cancel_url: job.cancelUrl });
  const record = (name: string, args: unknown[]) => {
    tell({ type: "call", name: `flow.${name}`, args: args.map(toJson) });
  };
  return {
    exit(...args: unknown[]) {
      record("exit", args);
    },
    trigger(...args: unknown[]) {
      record("trigger", args);
      return Promise.resolve();
    },
    refreshTimeout(...args: unknown[]) {
      record("refreshTimeout", args);
      tell({ type: "refresh" });
    },
    suspend(...args: unknown[]) {
      record("suspend", args);
      tell({ type: "flow", request: { kind: "suspend", millis: millisOf(args[0], standardSuspension) } });
      return urls();
    },
    delay(...args: unknown[]) {
      record("delay", args);
      tell({ type: "flow", request: { kind: "delay", millis: millisOf(args[0], 0), context: toJson(args[1]) } });
      return urls();
    },
    rerun(...args: unknown[]) {
      record("rerun", args);
      const [delay, context, retries] = args;
      // When the retries are used up, the workflow goes on.
      if (job.run.runs <= millisOf(retries, standardRetries)) {
        tell({ type: "flow", request: { kind: "rerun", millis: millisOf(delay, 0), context: toJson(context) } });
      }
      return urls();
    },
  };
}
