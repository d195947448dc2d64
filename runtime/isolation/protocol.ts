/** What a process that runs a component gets, and what it tells while it runs. Both travel as JSON. */
import type { Accounts } from "../component/account.ts";
import type { Json } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import type { OptionsRequest } from "../component/options.ts";
import type { RunError } from "../component/run-error.ts";

/** An event as Pipedream sends it on. */
export interface EmittedEvent {
  /** JSON; `null` where the source emitted nothing but the metadata. */
  event: unknown;
  id?: string | number;
  /** The channel, if not the default one. */
  name?: string;
  summary?: string;
  /** In epoch milliseconds: what the source says, or when it emitted. */
  ts: number;
}

export type LogLevel = "log" | "info" | "debug" | "warn" | "error";

/** A line, or several at once, that the component wrote to its console. */
export interface LogLine {
  level: LogLevel;
  text: string;
  /** Epoch milliseconds. */
  at: number;
}

/** An HTTP request of the component: told when it starts, and again with its end. */
export interface HttpRequest {
  /** The same at the start and at the end; counts from 1 in a run. */
  id: number;
  method: string;
  host: string;
  /** Without the query. */
  path: string;
  /** How it ended: the status of the answer, or why there is none; neither while it is under way. */
  status?: number;
  error?: string;
  millis?: number;
}

export const requestOf = ({ id, method, host, path, status, error, millis }: HttpRequest): HttpRequest => ({
  id,
  method,
  host,
  path,
  ...status !== undefined && { status },
  ...error !== undefined && { error },
  ...millis !== undefined && { millis },
});

/** What the component asked of the platform: sent, answered, ended, ... Nothing of it leaves the machine. */
export interface PlatformCall {
  /** For example `send.email`, `respond` or `flow.exit`. */
  name: string;
  args: unknown[];
}

/** How the step goes on when it has ended. */
export interface FlowRequest {
  kind: "suspend" | "rerun" | "delay";
  /** After this time it goes on by itself. */
  millis: number;
  /** What the next run finds in `$.context.run.context`. */
  context?: unknown;
}

export type PublicReport =
  | { type: "log" } & LogLine
  | { type: "export"; name: string; value: unknown }
  | { type: "http" } & HttpRequest
  | { type: "call" } & PlatformCall
  /** What the process takes now. */
  | { type: "usage"; millis: number; memoryMegabytes: number }
  /** What Pipedream warns of, without ending the step. */
  | { type: "warning"; text: string };

export type Report =
  | PublicReport
  /** The process is there: from now on its time counts. */
  | { type: "begin" }
  /** The job is over, and the process is ready for another one. */
  | { type: "done" }
  /** One of several components that are looked at. */
  | { type: "entry"; entry: CatalogEntry }
  | { type: "flow"; request: FlowRequest }
  | { type: "refresh" }
  | { type: "emit"; event: EmittedEvent }
  /** A file in `/tmp` is about to be written. */
  | { type: "wrote"; path: string }
  | { type: "db"; key: string; text: string | undefined }
  | { type: "respond"; response: Json }
  | { type: "secrets"; values: string[] }
  | { type: "return"; value: unknown }
  | { type: "error"; error: RunError };

export type Tell = (report: Report) => void;

interface ComponentJob {
  /** The absolute path of the component's file. */
  path: string;
  /** The folder that is STASH_DIR and the place for temporary files. */
  folder: string;
  /** What the user filled in, by the names of props. */
  props: Json;
  accounts: Accounts;
}

/** What a run of an action has from its workflow. */
export interface WorkflowState {
  steps: Json;
  event: unknown;
  /** Changes or adds to `$.context`. */
  context: Json;
  /** Epoch milliseconds: when the platform ends the step. */
  deadline: number;
  run: { runs: number; context?: unknown; callback_request?: unknown };
  /** What starts the paused step again, and what ends it. */
  resumeUrl: string;
  cancelUrl: string;
  /** The folder of `$.files`. */
  fileStore: string;
}

export interface ActionJob extends ComponentJob, WorkflowState {
  task: "action";
}

export interface TimerSetting {
  intervalSeconds?: number;
  /** Five fields, or six with seconds. */
  cron?: string;
  /** For cron; UTC by default. */
  timezone?: string;
}

export type HookName = "deploy" | "activate" | "deactivate";

export interface SourceJob extends ComponentJob {
  task: "source";
  part: HookName | "run";
  event: unknown;
  /** The content of `$.service.db`, each value as JSON text. */
  db: Record<string, string>;
  /** What its timer says. */
  timer: TimerSetting;
  /** The address at which its HTTP interface answers. */
  endpoint: string;
}

/** A component that was found: what it is, or why it cannot be loaded. */
export type CatalogEntry = { path: string } & (
  | { description: ComponentDescription; error: null }
  | { description: null; error: RunError });

export type Job =
  | ComponentJob & { task: "catalog"; paths: string[] }
  | ComponentJob & { task: "describe"; check: boolean }
  | ComponentJob & { task: "options"; prop: string; request: OptionsRequest }
  | ActionJob
  | SourceJob;
