/** Runs a source as Pipedream would: deploys it, starts it, runs it by its interfaces, and stops it. */
import { openRunFolder } from "../action/files.ts";
import type { CommonOptions } from "../action/run-action.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { describeComponent } from "../isolation/ask.ts";
import { standardLimits } from "../isolation/limits.ts";
import type { Target } from "../isolation/run-job.ts";
import { openWorker, type Worker } from "../isolation/worker.ts";
import { systemClock, type Clock } from "./clock.ts";
import { deploy, type DeployedSource } from "./deployed-source.ts";
import { readDeployment, writeDeployment, type Remembered } from "./deployment-file.ts";
import { lock } from "./lock.ts";
import type { SourceEvent, SourceResult } from "./source-result.ts";
import { requireTimes, timerOf } from "./timer.ts";
import { openInbox, triggers } from "./triggers.ts";

export interface SourceOptions extends CommonOptions {
  /** How many runs there are, at least 1; until the signal is aborted if not said. */
  times?: number | undefined;
  /** Seconds from one run to the next, above 0 and at most 2,147,483; what the source's timer says if not given. */
  intervalSeconds?: number | undefined;
  /** When it runs, as a cron expression in UTC; what the source's timer says if not given. */
  cron?: string | undefined;
  /** The port of its HTTP interface; any that is free by default. */
  port?: number | undefined;
  /** One run with this event, and nothing else: no hook is called. */
  event?: unknown;
  /** The file that keeps the db and the seen ids between starts; without it each start is a deployment of its own. */
  dbPath?: string | undefined;
  clock?: Clock;
  /** Gets what happens, as it happens; the last is `end`. What is under way when the signal comes is not broken off. */
  onEvent?: (event: SourceEvent) => void;
}

const nothing = () => undefined;

const httpTypes = new Set(["$.interface.http", "$.interface.apphook"]);

type Kept = Remembered & { unlock: () => Promise<void> };

async function remember(dbPath: string | undefined, key: string): Promise<Kept> {
  if (dbPath === undefined) return { unlock: () => Promise.resolve() };
  const unlock = await lock(dbPath);
  try {
    return { ...await readDeployment(dbPath, key), unlock };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** @returns how often `run` was called; `undefined` if the source could not even be deployed */
async function live(
  source: DeployedSource,
  isNew: boolean,
  runs: ReturnType<typeof triggers>,
  keep: () => Promise<void>,
): Promise<number | undefined> {
  let count = 0;
  if (isNew && !await source.call("deploy")) return undefined;
  if (isNew) await keep();
  if (!await source.call("activate")) return count;
  for await (const trigger of runs) {
    count += 1;
    await source.call("run", trigger);
    await keep();
  }
  return count;
}

/**
 * The hook `deploy` is called once for a db, `activate` at every start, and `deactivate` at the end, also when a hook
 * failed. A run that fails ends nothing: the next one comes. The db is kept after every run, when its events have been
 * sent on. What the component does never makes it reject: the result says so.
 * @throws RuntimeError for wrong use: no such file, not a source, values or options that are missing or wrong, a db
 *   that cannot be read or kept, or that another process uses
 */
export async function runSource(target: Target, options: SourceOptions = {}): Promise<SourceResult> {
  const { environment = process.env } = options;
  requireTimes(options.times);
  const { props: values = {}, auth = {}, isolate = true } = options;
  const limits = { ...standardLimits, ...options.limits };
  const worker = options.worker ?? openWorker(limits, environment);
  try {
    const question = { props: values, auth, environment, isolate, limits, worker, check: true };
    const description = await describeComponent(target, question);
    return await runDescribed(target, description, worker, options);
  } finally {
    worker.close();
  }
}

async function runDescribed(
  target: Target,
  description: ComponentDescription,
  worker: Worker,
  options: SourceOptions,
): Promise<SourceResult> {
  const { environment = process.env, dbPath, clock = systemClock, onEvent = nothing, event } = options;
  const { signal = new AbortController().signal } = options;
  const { key = description.name, props } = description;
  if (description.kind === "action" && description.isTyped) throw new RuntimeError(`${key} is an action, not a source.`);
  const timer = timerOf(description, options);
  const { deployment, asidePath, unlock } = await remember(dbPath, key);
  const folder = await openRunFolder(options.filesFolder ?? (environment["STASH_DIR"] || undefined));
  const hasHttp = event === undefined && props.some(({ type }) => httpTypes.has(type));
  const { inbox, http } = await openInbox(hasHttp, options.port ?? 0);
  try {
    if (asidePath !== undefined) {
      const text = `${dbPath ?? ""} was damaged; it is kept as ${asidePath}, and the source begins anew.`;
      onEvent({ type: "warning", text });
    }
    if (http !== undefined) onEvent({ type: "listening", endpoint: http.endpoint });
    const endpoint = http?.endpoint ?? "";
    const now = () => clock.now();
    const source = deploy({
      target, description, options, worker, timer, endpoint, folder, remembered: deployment, now, onEvent,
    });
    const keep = () => dbPath === undefined ? Promise.resolve() : writeDeployment(dbPath, source.memory());
    let runs: number | undefined;
    if (event !== undefined) {
      runs = 1;
      await source.call("run", { name: "event", event });
    } else {
      try {
        const calls = triggers({ timer, inbox, times: options.times, signal, clock });
        runs = await live(source, deployment === undefined, calls, keep);
      } finally {
        await source.call("deactivate");
      }
    }
    // What could not be deployed is deployed again next time.
    if (runs !== undefined) await keep();
    const result = source.result(await folder.files(source.written()), runs ?? 0);
    for (const path of result.files) onEvent({ type: "file", path });
    onEvent({ type: "end", result });
    return result;
  } finally {
    await http?.close();
    await folder.leave();
    await unlock();
  }
}
