/** Runs a component in a process of its own, and hears what happens there as it happens. */
import { fork } from "node:child_process";
import { join } from "node:path";
import type { Json, LogLine, RequestLine, Run, SourceEvent } from "../protocol.ts";

export type LiveEvent =
  | { kind: "log"; line: LogLine }
  | { kind: "request"; line: RequestLine }
  | { kind: "export"; name: string; value: unknown }
  | { kind: "event"; event: SourceEvent };

/** What is known of a run when it is over. */
export interface Outcome {
  ok: boolean;
  exports: Json;
  returnValue?: unknown;
  calls: Run["calls"];
  error?: { name: string; message: string; stack?: string };
  /** Paths. */
  files: string[];
  peakMegabytes?: number;
  db?: Json;
}

export interface RunOrder {
  path: string;
  values: Json;
  /** The folder that is `/tmp` to the component. */
  filesFolder: string;
  timeoutMillis: number;
  signal: AbortSignal;
  onEvent: (event: LiveEvent) => void;
}

export type Runner = (order: RunOrder) => Promise<Outcome>;

type Message = { kind: "done"; outcome: Outcome } | LiveEvent;

export const runAlone: Runner = ({ path, values, filesFolder, timeoutMillis, signal, onEvent }) =>
  new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, "workbench/child.mjs"), {
      env: { ...process.env, STASH_DIR: filesFolder },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const stop = () => child.kill("SIGKILL");
    let outcome: Outcome = {
      ok: false,
      exports: {},
      calls: [],
      files: [],
      error: { name: "Error", message: "The process of the component ended before it did." },
    };
    signal.addEventListener("abort", stop);
    child.on("message", (message: Message) => {
      if (message.kind === "done") outcome = message.outcome;
      else onEvent(message);
    });
    child.once("close", () => {
      signal.removeEventListener("abort", stop);
      resolve(outcome);
    });
    child.send({ path, values, timeoutMillis });
  });
