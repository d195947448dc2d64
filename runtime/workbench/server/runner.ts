/** Runs a component in a process of its own, and hears what happens there as it happens. */
import { runAction } from "../../action/run-action.ts";
import { toRunError } from "../../component/run-error.ts";
import type { LogLine as ToldLine } from "../../isolation/protocol.ts";
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

const toLine = ({ level, text, at }: ToldLine, startedAt: number): LogLine => ({ level, text, at: at - startedAt });

export const runAlone: Runner = async ({ path, values, filesFolder, timeoutMillis, signal, onEvent }) => {
  const startedAt = Date.now();
  try {
    const { ok, exports, returnValue, calls, error, files, usage } = await runAction(path, {
      props: values,
      filesFolder,
      limits: { timeoutMillis },
      signal,
      redact: true,
      onEvent(event) {
        if (event.type === "log") onEvent({ kind: "log", line: toLine(event, startedAt) });
        if (event.type === "http" && event.millis !== undefined) {
          const { method, host, path: place, status, millis } = event;
          const at = Date.now() - startedAt;
          const line = { method, host, path: place, millis, at, ...status !== undefined && { status } };
          onEvent({ kind: "request", line });
        }
        if (event.type === "export") onEvent({ kind: "export", name: event.name, value: event.value });
      },
    });
    const known = { ok, exports, returnValue, calls, files, peakMegabytes: usage.memoryMegabytes };
    return error === null ? known : { ...known, error };
  } catch (error) {
    // Values that are missing or wrong are the user's to mend, in the form.
    return { ok: false, exports: {}, calls: [], files: [], error: toRunError(error, "use") };
  }
};
