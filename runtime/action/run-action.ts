/** Runs an action as a step of a workflow on Pipedream would. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Accounts, Environment } from "../component/account.ts";
import type { Json } from "../component/component.ts";
import type { RunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { standardLimits, type Limits } from "../isolation/limits.ts";
import { runJob, type Target } from "../isolation/run-job.ts";
import type { FlowRequest, WorkflowState } from "../isolation/protocol.ts";
import type { Worker } from "../isolation/worker.ts";
import { openRunFolder } from "./files.ts";
import { openGate, type Gate, type Passage } from "./gate.ts";
import { prepareAction } from "./prepare-action.ts";
import { createCollector, type RunEvent, type RunResult } from "./result.ts";

/** What every run can be given. */
export interface CommonOptions {
  /** What the user fills in, by the names of the props; `{{steps.a.b}}` in it is worked out. */
  props?: Json;
  /** Accounts by the slug of their app, or by the name of the prop: `{ slack: { oauth_access_token: "..." } }`. */
  auth?: Accounts;
  /** What the component finds in `process.env`, and accounts that `auth` does not have; `process.env` by default. */
  environment?: Environment;
  /** 30 s and 256 MB by default. */
  limits?: Partial<Limits>;
  /** Ends the run. */
  signal?: AbortSignal;
  /**
   * Whether it runs in a process of its own: of a path yes by default; a component that is given as it is always runs
   * here, where a debugger can stop in it, without a limit of memory.
   */
  isolate?: boolean;
  /** The folder for files; what STASH_DIR says in the environment, and else a new one for each run. */
  filesFolder?: string;
  /** Whether secrets are hidden not only in logs and errors, but in what it returns, exports and emits too. */
  redact?: boolean;
  /** The process for it, if its caller has one, started with these limits and this environment. */
  worker?: Worker | undefined;
}

export interface RunOptions extends CommonOptions {
  /** What the steps before it exported, by their names. */
  steps?: Json;
  /** What triggered the workflow: `steps.trigger.event`. */
  event?: unknown;
  /** Changes or adds to `$.context`. */
  context?: Json;
  /** The folder of `$.files`; one for all runs by default. */
  fileStore?: string;
  /** Whether a step that asks to wait goes on at once. */
  skipWaits?: boolean;
  /** Gets what happens, as it happens; the last is `end`. */
  onEvent?: (event: RunEvent) => void;
}

const canceled: RunError = { name: "Canceled", message: "Workflow execution canceled.", kind: "component" };

/** Where `$.files` is unless a run says something else. */
const standardFileStore = join(tmpdir(), "pipedream-local-files");

/** @throws RuntimeError if the error is one of use: it is the caller's, and not what the component did */
function throwWrongUse(error: RunError | null): void {
  if (error?.kind === "use") throw new RuntimeError(error.message, error.problems);
}

/** What the next run finds of how the wait before it ended. */
const nextRun = ({ context }: FlowRequest, passage: Passage, runs: number): WorkflowState["run"] => ({
  runs: runs + 1,
  context: context ?? null,
  ...passage.kind === "resumed" && { callback_request: passage.request },
});

const pass = async (gate: Gate, { millis }: FlowRequest, { skipWaits, signal }: RunOptions): Promise<Passage> =>
  skipWaits === true && signal?.aborted !== true ? { kind: "time" } : gate.wait(millis, signal);

/**
 * What the component does never makes it reject: the result says so.
 * @throws RuntimeError for wrong use: no such file, not an action, values that are missing or wrong
 */
export async function runAction(target: Target, options: RunOptions = {}): Promise<RunResult> {
  const { props = {}, auth: accounts = {}, environment = process.env, steps = {}, event, context = {} } = options;
  const { onEvent = () => undefined, signal, isolate, worker, fileStore = standardFileStore } = options;
  const limits = { ...standardLimits, ...options.limits };
  const [folder, gate] = await Promise.all([openRunFolder(options.filesFolder ?? (environment["STASH_DIR"] || undefined)), openGate()]);
  const collector = createCollector({ limits, onEvent, redact: options.redact === true });
  const connection = { accounts, environment };
  try {
    let run: WorkflowState["run"] = { runs: 1 };
    for (;;) {
      const { resumeUrl, cancelUrl } = gate;
      const deadline = Date.now() + limits.timeoutMillis;
      const task = { task: "action" as const, props, accounts, steps, event, context, deadline, run, resumeUrl, cancelUrl, fileStore };
      collector.addUsage(await runJob(
        target,
        task,
        (component, tell) => prepareAction(component, { ...task, path: "", folder: folder.path }, tell, { connection, folder: folder.path }),
        { limits, environment, folder: folder.path, signal, isolate, worker, tell: collector.tell },
      ));
      const request = collector.takeFlow();
      if (request === undefined || collector.outcome([]).error !== null) break;
      onEvent({ type: "waiting", kind: request.kind, until: Date.now() + request.millis, resumeUrl, cancelUrl });
      const passage = await pass(gate, request, options);
      if (passage.kind === "aborted" || passage.kind === "canceled") collector.fail(canceled);
      else if (request.kind === "rerun") run = nextRun(request, passage, run.runs);
      else if (passage.kind === "resumed") collector.tell({ type: "export", name: "$resume_data", value: passage.request });
      if (request.kind !== "rerun" || collector.outcome([]).error !== null) break;
    }
    const files = await folder.files(collector.written());
    for (const path of files) onEvent({ type: "file", path });
    const result = { ...collector.outcome(files), returnValue: collector.returnValue() };
    throwWrongUse(result.error);
    onEvent({ type: "end", result });
    return result;
  } finally {
    gate.close();
    await folder.leave();
  }
}
