/** The limits of a run, and what Pipedream calls it when one is passed. */
import type { RunError } from "../component/run-error.ts";

export interface Limits {
  /** How long a run may take; 30,000 by default, as for a workflow on Pipedream that nobody changed. */
  timeoutMillis: number;
  /** How much memory it may take, the process as a whole; 256 by default. */
  memoryMegabytes: number;
}

export const standardLimits: Limits = { timeoutMillis: 30_000, memoryMegabytes: 256 };

/** Logs, exports, the event and the return value together. */
export const payloadBytes = 6 * 1024 * 1024;

const limitError = (name: string, message: string): RunError => ({ name, message, kind: "limit" });

const seconds = (millis: number) => `${millis / 1000} s`;

export const timeoutError = ({ timeoutMillis }: Limits): RunError => limitError(
  "Timeout",
  `Timeout: the code ran longer than its limit of ${seconds(timeoutMillis)}. `
  + "Make it quicker, or raise the limit, on Pipedream in the settings of the workflow.",
);

export const memoryError = ({ memoryMegabytes }: Limits): RunError => limitError(
  "Out of Memory",
  `Out of Memory: the code took more than its limit of ${memoryMegabytes} MB. `
  + "Stream large data to files, or raise the limit, on Pipedream in the settings of the workflow.",
);

export const payloadError = (): RunError => limitError(
  "Function Payload Limit Exceeded",
  "Function Payload Limit Exceeded: logs, exports, the event and the return value are more than 6 MB together. "
  + "Write large data to /tmp and return its path.",
);

export const nestingError = (what: string): RunError => limitError(
  "JSON Nested Property Limit Exceeded",
  `JSON Nested Property Limit Exceeded: ${what} has objects nested deeper than 256.`,
);

/** What Pipedream shows below a step that ended too early. */
export const stillRunning = "This step was still trying to run code when the step ended. "
  + "Make sure you await all Promises, or promisify callback functions.";

/** Pipedream bills a credit for each 30 s that are begun, for each 256 MB that are set. */
export const creditsFor = (millis: number, { memoryMegabytes }: Limits): number =>
  Math.max(1, Math.ceil(millis / 30_000)) * Math.max(1, Math.ceil(memoryMegabytes / 256));
