/** What a run gives: while it runs, event by event, and as a whole when it has ended. */
import type { Json } from "../component/component.ts";
import { createRedactor } from "../component/redact.ts";
import type { RunError } from "../component/run-error.ts";
import { creditsFor, type Limits } from "../isolation/limits.ts";
import { requestOf, type FlowRequest, type HttpRequest, type LogLine, type PlatformCall, type PublicReport, type Report, type Tell } from "../isolation/protocol.ts";

export interface Usage {
  /** The time it ran, without the time it waited. */
  millis: number;
  /** The most it took at any time, the process as a whole. */
  memoryMegabytes: number;
  /** What Pipedream would bill: one for each 30 s that are begun, for each 256 MB, for each run. */
  credits: number;
  /** 1, and one more for each time that the step asked to run again. */
  runs: number;
}

/** What every run ends with, success or failure. */
export interface Outcome {
  ok: boolean;
  exports: Json;
  /** `null` if it succeeded. */
  error: RunError | null;
  /** What it wrote to its console, in order. */
  logs: LogLine[];
  /** What it asked of the platform. */
  calls: PlatformCall[];
  /** Its HTTP requests, in the order in which they started. */
  requests: HttpRequest[];
  /** The paths of the files that it made or changed. */
  files: string[];
  /** What Pipedream would warn of. */
  warnings: string[];
  usage: Usage;
}

export interface RunResult extends Outcome {
  /** JSON; `undefined` if it returned nothing. */
  returnValue: unknown;
}

/** The step waits: it goes on after its time, or when something asks for the address. */
export interface Waiting {
  type: "waiting";
  kind: FlowRequest["kind"];
  /** Epoch milliseconds. */
  until: number;
  resumeUrl: string;
  cancelUrl: string;
}

/** What happens while an action runs. */
export type RunEvent =
  | PublicReport
  | { type: "file"; path: string }
  | Waiting
  | { type: "end"; result: RunResult };

export type PublicEvent = PublicReport | { type: "file"; path: string } | Waiting;

export interface Collector {
  tell: Tell;
  /** @returns how the step asked to go on, once */
  takeFlow: () => FlowRequest | undefined;
  addUsage: (usage: { millis: number; memoryMegabytes: number }) => void;
  fail: (error: RunError) => void;
  outcome: (files: string[]) => Outcome;
  returnValue: () => unknown;
  /** The paths of files in `/tmp` that its process was about to write. */
  written: () => ReadonlySet<string>;
}

const isPublic = (report: Report): report is PublicReport =>
  ["log", "export", "http", "call", "usage", "warning"].includes(report.type);

export interface CollectorOptions {
  limits: Limits;
  onEvent: (event: PublicReport) => void;
  /** Whether secrets are hidden in what the component returns and exports too. */
  redact: boolean;
}

/** Gathers what runs tell, and passes on what is for everyone. */
export function createCollector({ limits, onEvent, redact }: CollectorOptions): Collector {
  const exports: Json = {};
  const logs: LogLine[] = [];
  const calls: PlatformCall[] = [];
  const requests = new Map<string, HttpRequest>();
  const warnings: string[] = [];
  const written = new Set<string>();
  const usage: Usage = { millis: 0, memoryMegabytes: 0, credits: 0, runs: 0 };
  let flow: FlowRequest | undefined;
  let error: RunError | null = null;
  let returned: unknown;
  let redactor = createRedactor([]);
  const hide = <T>(value: T): T => redact ? redactor.value(value) as T : value;

  const keep = (report: Report): void => {
    switch (report.type) {
      case "log": {
        const { level, text, at } = report;
        logs.push({ level, text, at });
        break;
      }
      case "export":
        exports[report.name] = report.value;
        break;
      case "call":
        calls.push({ name: report.name, args: report.args });
        break;
      case "http": {
        requests.set(`${usage.runs} ${report.id}`, requestOf(report));
        break;
      }
      case "warning":
        warnings.push(report.text);
        break;
      case "wrote":
        written.add(report.path);
        break;
      case "flow":
        flow = report.request;
        break;
      case "return":
        returned = report.value;
        break;
      case "error":
        error ??= report.error;
        break;
      case "secrets":
        redactor = createRedactor(report.values);
        break;
      case "begin":
      case "done":
      case "entry":
      case "usage":
      case "refresh":
      case "emit":
      case "db":
      case "respond":
    }
  };
  return {
    tell(report) {
      const shown = report.type === "export" || report.type === "call" ? hide(report) : report;
      keep(shown);
      if (isPublic(shown)) onEvent(shown);
    },
    takeFlow() {
      const request = flow;
      flow = undefined;
      return request;
    },
    addUsage({ millis, memoryMegabytes }) {
      usage.millis += millis;
      usage.memoryMegabytes = Math.max(usage.memoryMegabytes, memoryMegabytes);
      usage.credits += creditsFor(millis, limits);
      usage.runs += 1;
    },
    fail(why) {
      error ??= why;
    },
    outcome: (files) => ({
      ok: error === null,
      exports,
      error,
      logs,
      calls,
      requests: [...requests.values()],
      files,
      warnings,
      usage,
    }),
    returnValue: () => hide(returned),
    written: () => written,
  };
}
