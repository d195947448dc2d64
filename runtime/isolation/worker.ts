/** Does jobs in a process of its own, within time and memory. */
import type { Environment } from "../component/account.ts";
import type { RunError } from "../component/run-error.ts";
import { reasonOf, startChild, type Child } from "./child.ts";
import { memoryError, timeoutError, type Limits } from "./limits.ts";
import { megabytesOf } from "./memory.ts";
import type { Job, Report, Tell } from "./protocol.ts";

export interface JobOptions {
  signal?: AbortSignal | undefined;
  /** Gets all that the job tells. */
  tell: Tell;
}

/** What a job took. */
export interface JobUsage {
  millis: number;
  /** The most it took at any time. */
  memoryMegabytes: number;
}

export interface Worker {
  /**
   * Tells all that the job tells, and in the end, where it could not say so itself, the error that ended it. After such
   * an end the next job gets a new process.
   * @param isLast whether no other job follows
   */
  run: (job: Job, options: JobOptions, isLast?: boolean) => Promise<JobUsage>;
  close: () => void;
}

/** How long a process may take until it is there, on a busy machine too; this does not count for the component. */
const longestStart = 20_000;

/** How often the memory is looked at. */
const watchMillis = 50;

/** Every so many looks the usage is told. */
const looksPerReport = 5;

const canceled: RunError = { name: "Canceled", message: "The run was canceled.", kind: "component" };

/** Watches time and memory of one job. */
function watch(child: Child, limits: Limits, { signal, tell }: JobOptions) {
  const state = {
    startedAt: Date.now(),
    deadline: Date.now() + limits.timeoutMillis + longestStart,
    most: 0,
    /** Why it was ended, if it was. */
    ended: undefined as RunError | undefined,
  };
  const stop = (error: RunError) => {
    state.ended ??= error;
    child.kill();
  };
  const cancel = () => {
    stop(canceled);
  };
  let looks = 0;
  const timer = setInterval(() => {
    const now = Date.now();
    const megabytes = child.pid === undefined ? undefined : megabytesOf(child.pid);
    state.most = Math.max(state.most, megabytes ?? 0);
    if (state.most > limits.memoryMegabytes) stop(memoryError(limits));
    else if (now >= state.deadline) stop(timeoutError(limits));
    looks += 1;
    if (looks % looksPerReport === 0) {
      tell({ type: "usage", millis: now - state.startedAt, memoryMegabytes: megabytes ?? state.most });
    }
  }, watchMillis);
  signal?.addEventListener("abort", cancel, { once: true });
  if (signal?.aborted === true) cancel();
  return {
    state,
    begin() {
      state.startedAt = Date.now();
      state.deadline = state.startedAt + limits.timeoutMillis;
    },
    refresh() {
      state.deadline = Date.now() + limits.timeoutMillis;
    },
    end() {
      clearInterval(timer);
      signal?.removeEventListener("abort", cancel);
    },
  };
}

/** The process is started with the first job. */
export function openWorker(limits: Limits, environment: Environment): Worker {
  let child: Child | undefined;
  let listen: Tell = () => undefined;

  async function run(job: Job, options: JobOptions, isLast = false): Promise<JobUsage> {
    child ??= startChild(limits, environment, (report) => {
      listen(report);
    });
    const mine = child;
    const { tell } = options;
    const watcher = watch(mine, limits, options);
    const { state } = watcher;
    const said: Report[] = [];
    const done = new Promise<"done">((resolve) => {
      listen = (report) => {
        if (report.type === "begin") watcher.begin();
        if (report.type === "refresh") watcher.refresh();
        // A process tells its own memory where the system does not.
        if (report.type === "usage") state.most = Math.max(state.most, report.memoryMegabytes);
        if (report.type === "done") resolve("done");
        const isOutcome = report.type === "return" || report.type === "error";
        if (isOutcome && state.ended !== undefined) return;
        if (isOutcome) said.push(report);
        tell(report);
      };
    });
    mine.send(job, isLast);
    try {
      const how = await Promise.race([done, mine.ended]);
      if (how !== "done") child = undefined;
      if (state.ended !== undefined) tell({ type: "error", error: state.ended });
      else if (how !== "done" && said.length === 0) tell({ type: "error", error: reasonOf(how, limits) });
      return { millis: Date.now() - state.startedAt, memoryMegabytes: state.most };
    } finally {
      watcher.end();
      listen = () => undefined;
    }
  }
  return {
    run,
    close() {
      child?.kill();
    },
  };
}
