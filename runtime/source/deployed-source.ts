/** A source as it stands on the platform: its memory, and the calls that the platform makes. */
import type { CommonOptions } from "../action/run-action.ts";
import { createCollector, type Collector } from "../action/result.ts";
import type { RunFolder } from "../action/files.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { createRedactor } from "../component/redact.ts";
import type { RunError } from "../component/run-error.ts";
import { standardLimits } from "../isolation/limits.ts";
import type { EmittedEvent, Report, SourceJob, TimerSetting } from "../isolation/protocol.ts";
import { runJob, type Target } from "../isolation/run-job.ts";
import type { Worker } from "../isolation/worker.ts";
import { dedupe, requireStrategy } from "./dedupe.ts";
import type { Deployment } from "./deployment-file.ts";
import { inOrder } from "./emit.ts";
import { prepareSource } from "./prepare-source.ts";
import { contentOf, textsOf } from "./service-db.ts";
import type { Part, SourceEvent, SourceResult } from "./source-result.ts";
import type { Trigger } from "./triggers.ts";

export interface SourceSetting {
  target: Target;
  description: ComponentDescription;
  options: CommonOptions;
  timer: TimerSetting | undefined;
  endpoint: string;
  folder: RunFolder;
  remembered: Deployment | undefined;
  /** The process for its calls: as on Pipedream, several calls may find the same one. */
  worker: Worker;
  now: () => number;
  onEvent: (event: SourceEvent) => void;
}

export interface DeployedSource {
  /**
   * Calls a hook, if the source has it, or `run`. What it emits until it ends is sent on.
   * @returns whether it went well
   */
  call: (part: Part, trigger?: Trigger) => Promise<boolean>;
  /** All that has to be remembered. */
  memory: () => Deployment;
  result: (files: string[], runs: number) => SourceResult;
  /** The paths of files in `/tmp` that it was about to write. */
  written: () => ReadonlySet<string>;
}

const keyOf = ({ key, name }: ComponentDescription) => key ?? name;

/** Events that the result keeps; a source can run for ever. */
const mostEvents = 10_000;

/** @throws RuntimeError for a dedupe strategy that Pipedream does not have */
export function deploy(setting: SourceSetting): DeployedSource {
  const { target, description, options, timer, endpoint, folder, remembered, worker, now, onEvent } = setting;
  const { props = {}, auth: accounts = {}, environment = process.env, isolate, redact = false } = options;
  const limits = { ...standardLimits, ...options.limits };
  const strategy = requireStrategy(description.dedupe);
  const texts = textsOf(remembered?.db ?? {});
  const events: EmittedEvent[] = [];
  const whole = createCollector({ limits, onEvent, redact });
  let seen = remembered?.seen ?? [];
  let redactor = createRedactor([]);
  /** A hook that fails spoils the whole; a run that fails is made good by the next one. */
  let ofHook: RunError | null = null;
  let ofRun: RunError | null = null;

  const sendOn = (emitted: readonly EmittedEvent[]) => {
    const deduped = dedupe(strategy, inOrder(emitted), seen);
    ({ seen } = deduped);
    for (const fresh of deduped.fresh) {
      const event = redact ? redactor.value(fresh) as EmittedEvent : fresh;
      if (events.length < mostEvents) events.push(event);
      onEvent({ type: "emit", event });
    }
  };

  /** Takes what one call tells; what it changes counts at once, however the call ends. */
  const listenTo = (one: Collector, emitted: EmittedEvent[], trigger: Trigger | undefined) => (report: Report) => {
    if (report.type === "emit") emitted.push(report.event);
    else if (report.type === "secrets") redactor = createRedactor(report.values);
    else if (report.type === "respond") trigger?.call?.respond(report.response);
    else if (report.type === "db" && report.text === undefined) texts.delete(report.key);
    else if (report.type === "db") texts.set(report.key, report.text ?? "null");
    else if (report.type === "return" || report.type === "error") one.tell(report);
    if (report.type !== "return" && report.type !== "error") whole.tell(report);
  };

  async function call(part: Part, trigger?: Trigger): Promise<boolean> {
    if (part !== "run" && description.hooks?.includes(part) !== true) return true;
    onEvent({ type: "start", part, ...trigger !== undefined && { trigger: trigger.name } });
    const job: Omit<SourceJob, "path" | "folder"> = {
      task: "source", part, props, accounts, endpoint, event: trigger?.event ?? null, db: Object.fromEntries(texts), timer: timer ?? {},
    };
    const one = createCollector({ limits, onEvent: () => undefined, redact });
    const emitted: EmittedEvent[] = [];
    whole.addUsage(await runJob(
      target,
      job,
      (component, tell) => prepareSource(component, { ...job, path: "", folder: folder.path }, tell, {
        connection: { accounts, environment }, folder: folder.path, now,
      }),
      // A source that is stopped finishes the call that is under way.
      { limits, environment, folder: folder.path, isolate, worker, tell: listenTo(one, emitted, trigger) },
    ));
    sendOn(emitted);
    const { error } = one.outcome([]);
    trigger?.call?.finish(error === null);
    onEvent({ type: "db", content: contentOf(texts) });
    onEvent({ type: "stop", part, ok: error === null, error });
    if (part === "run") ofRun = error;
    else ofHook ??= error;
    return error === null;
  }
  return {
    call,
    written: () => whole.written(),
    memory: () => ({ key: keyOf(description), db: contentOf(texts), seen }),
    result(files, runs) {
      const error = ofHook ?? ofRun;
      return { ...whole.outcome(files), ok: error === null, error, events, db: contentOf(texts), runs };
    },
  };
}
