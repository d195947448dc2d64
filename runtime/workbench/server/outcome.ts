/** How a run ended, whether it is an action's or a source's. */
import type { Outcome } from "../../action/result.ts";
import type { RunError as ErrorOfRun } from "../../component/run-error.ts";
import { toRunError } from "../../component/run-error.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import type { Json, Run, RunError } from "../protocol.ts";
import { problemsIn } from "./problems.ts";

export type Ended = Partial<Outcome> & { ok: boolean; returnValue?: unknown; events?: Run["events"]; db?: Json };

/** Wrong use is how a run ends too: the page shows it at the fields. */
export async function endOf(running: Promise<Ended>): Promise<Ended> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof RuntimeError) return { ok: false, error: toRunError(error, "use") };
    throw error;
  }
}

function toError({ name, message, stack, kind, problems }: ErrorOfRun, props: readonly string[]): RunError {
  const told = Object.fromEntries((problems ?? []).map(({ prop, message: text }) => [prop, text]));
  return {
    name: kind === "use" ? "Not right yet" : name,
    message,
    ...stack !== undefined && kind !== "use" && { stack },
    problems: { ...problemsIn(message, props), ...told },
  };
}

const summaryIn = ({ $summary: summary }: Json) => typeof summary === "string" ? { summary } : {};

export interface EndFacts {
  /** The names of the props, to find which of them the error speaks of. */
  props: readonly string[];
  isCancelled: boolean;
}

export function withEnd(run: Run, ended: Ended, { props, isCancelled }: EndFacts): Run {
  const { ok, error = null, exports = run.exports, returnValue, events, db, usage } = ended;
  const { calls = run.calls, logs = run.logs, requests = run.requests, warnings = run.warnings } = ended;
  // A source is stopped by hand: that is how it ends well.
  const isStopped = isCancelled && run.component.type === "action";
  const isOver = { ...run };
  delete isOver.waiting;
  return {
    ...isOver,
    state: isStopped ? "cancelled" : ok ? "succeeded" : "failed",
    endedAt: Date.now(),
    exports,
    ...summaryIn(exports),
    ...returnValue !== undefined && { returnValue },
    calls,
    logs: logs.length >= run.logs.length ? logs : run.logs,
    requests,
    warnings,
    ...events !== undefined && { events },
    ...db !== undefined && { db },
    ...usage !== undefined && { memoryMegabytes: usage.memoryMegabytes, credits: usage.credits },
    ...error !== null && !isStopped && { error: toError(error, props) },
  };
}
