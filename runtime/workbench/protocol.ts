/** What the page and its server say to each other: one table of calls, and the events of one stream. */
import { z } from "zod";
import type { Waiting } from "../action/result.ts";
import type { EmittedEvent, HttpRequest, LogLine, PlatformCall, PublicReport } from "../isolation/protocol.ts";
import type { SourceEvent } from "../source/source-result.ts";

export type { EmittedEvent, HttpRequest, LogLine, PlatformCall };

const json = z.record(z.string(), z.unknown());
const id = z.string().min(1).max(300);

/** What each call takes. The page imports types alone, so that no schema is sent to the browser. */
export const asks = {
  listComponents: z.strictObject({}),
  describeComponent: z.strictObject({ component: id, values: json }),
  listOptions: z.strictObject({
    component: id,
    prop: id,
    values: json,
    query: z.string().max(1000).optional(),
    page: z.number().int().min(0).max(10_000).optional(),
    context: z.unknown().optional(),
  }),
  startRun: z.strictObject({ component: id, values: json }),
  startSource: z.strictObject({
    component: id,
    values: json,
    intervalSeconds: z.number().positive().max(2_147_483).optional(),
    times: z.number().int().min(1).max(1_000_000).optional(),
    /** One run with this event, and no hook. */
    event: z.unknown().optional(),
  }),
  sendRequest: z.strictObject({ address: z.url().max(300), body: z.string().max(1_000_000) }),
  stopRun: z.strictObject({ run: id }),
  listRuns: z.strictObject({}),
  getRun: z.strictObject({ run: id }),
  removeRun: z.strictObject({ run: id }),
  restoreRun: z.strictObject({ run: id }),
  describeServer: z.strictObject({}),
};

export type CallName = keyof typeof asks;
export type Ask<Name extends CallName> = z.infer<(typeof asks)[Name]>;

export interface Answers {
  listComponents: ComponentSummary[];
  describeComponent: ComponentForm;
  listOptions: OptionsPage;
  startRun: { run: string };
  startSource: { run: string };
  sendRequest: { status: number; text: string };
  stopRun: Record<string, never>;
  /** Newest first. */
  listRuns: RunSummary[];
  getRun: Run;
  removeRun: Record<string, never>;
  restoreRun: RunSummary;
  describeServer: ServerNote;
}

export type Json = Record<string, unknown>;

/** What a component is, at a glance; README says how each is recognised. */
export type Mark = "action" | "source" | "reads" | "spends" | "retired";

export interface ComponentSummary {
  /** The path of its file below the folder. */
  id: string;
  /** What it says of itself, or its path where it cannot be loaded. */
  key: string;
  name: string;
  app: string;
  /** Markdown. */
  description: string;
  marks: Mark[];
  /** The props that take a file. */
  fileProps: { name: string; label: string }[];
  /** What is wrong with it: that it cannot be loaded, or what Pipedream's registry would refuse. */
  problems: string[];
}

export interface Option {
  label: string;
  value: unknown;
}

export interface OptionsPage {
  options: Option[];
  /** What the component wants to have back for the next page. */
  context?: unknown;
}

/** What a text stands for, besides text. */
export type Role = { kind: "file" } | { kind: "mask"; of: string };

export interface Field {
  name: string;
  type: string;
  label: string;
  /** Markdown. */
  description: string;
  isOptional: boolean;
  isSecret: boolean;
  isDisabled: boolean;
  default?: unknown;
  min?: number;
  max?: number;
  /** The options that the component names itself. */
  options?: Option[];
  /** Whether the component fetches its options. */
  hasAsyncOptions: boolean;
  /** Whether its options can be searched by the component itself. */
  takesQuery: boolean;
  /** The props whose values decide which options there are. */
  dependsOn: string[];
  /** Whether other props depend on its value. */
  reloadsProps: boolean;
  /** Of an alert: what it says, in Markdown, and how urgent it is. */
  alert?: { kind: string; content: string };
  role?: Role;
}

export interface ComponentForm {
  component: ComponentSummary;
  fields: Field[];
  /** What the component says about its price, if it says anything. */
  price?: string;
  /** The prop that limits what a run may cost, if it has one. */
  budget?: string;
  /** Of a source: what starts it, and an event as it would emit it. */
  source?: { hasTimer: boolean; intervalSeconds?: number; hasHttp: boolean; sampleEvent?: unknown };
  /** Runs it without the workbench: the beginning of a command, to which its props are added. */
  command: string;
}

export interface MediaFile {
  name: string;
  /** Where the server has it. */
  path: string;
  /** Where the page finds it. */
  address: string;
  mediaType: string;
  bytes: number;
}

export type RunState = "running" | "succeeded" | "failed" | "cancelled" | "interrupted";

export interface RunError {
  name: string;
  message: string;
  stack?: string;
  /** What is wrong with one prop, by its name. */
  problems: Record<string, string>;
}

export interface RunSummary {
  id: string;
  component: { id: string; key: string; name: string; type: "action" | "source" };
  state: RunState;
  /** In epoch milliseconds. */
  startedAt: number;
  endedAt?: number;
  /** What a person would search for: the texts that were filled in. */
  words: string;
  summary?: string;
  files: MediaFile[];
}

export interface Run extends RunSummary {
  /** What was filled in; secret values are left out. */
  values: Json;
  /** The files that went in, by the names of the props. */
  inputs: Record<string, MediaFile>;
  exports: Json;
  returnValue?: unknown;
  calls: PlatformCall[];
  logs: LogLine[];
  requests: HttpRequest[];
  /** What Pipedream would warn of. */
  warnings: string[];
  /** Of a source: what it emitted, and what it keeps. */
  events: EmittedEvent[];
  db?: Json;
  error?: RunError;
  /** How long it may take; a source may take as long as it wants. */
  timeoutMillis?: number;
  memoryMegabytes?: number;
  /** What Pipedream would bill. */
  credits?: number;
  /** What it waits for, while it does: to be asked to go on, or for this time. */
  waiting?: { until: number; resumeUrl: string };
  /** Of an HTTP source: where it listens. */
  endpoint?: string;
}

/** What the components speak to, as whoever starts the workbench knows it. */
export interface ServerNote {
  kind: "emulator" | "real" | "none";
  /** For example "Emulator as of 2026-10-09" or "api.stability.ai". */
  name: string;
  /** For example "998 credits". */
  detail?: string;
}

/** What happens while a component runs. */
export type LiveEvent = PublicReport | Waiting | Exclude<SourceEvent, { type: "end" | "file" }>;

/** What the server sends on its own, as the data of `GET /events`. */
export type ServerEvent =
  | { kind: "run"; run: Run }
  | { kind: "live"; run: string; event: LiveEvent };

/** The most that one file may have that is dropped on the page. */
export const mostUploadBytes = 100 * 1024 * 1024;
