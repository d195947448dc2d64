/** What a source gives: while it runs, event by event, and as a whole when it has stopped. */
import type { Outcome } from "../action/result.ts";
import type { Json } from "../component/component.ts";
import type { RunError } from "../component/run-error.ts";
import type { EmittedEvent, HookName, PublicReport } from "../isolation/protocol.ts";
import type { TriggerName } from "./triggers.ts";

export type Part = HookName | "run";

export interface SourceResult extends Outcome {
  /** The events that its dedupe strategy let through, in order. */
  events: EmittedEvent[];
  /** What its `$.service.db` holds in the end. */
  db: Json;
  /** How often `run` was called. */
  runs: number;
}

/** What happens while a source runs. */
export type SourceEvent =
  | PublicReport
  /** Its HTTP interface answers at this address. */
  | { type: "listening"; endpoint: string }
  | { type: "start"; part: Part; trigger?: TriggerName }
  | { type: "emit"; event: EmittedEvent }
  | { type: "db"; content: Json }
  | { type: "stop"; part: Part; ok: boolean; error: RunError | null }
  | { type: "file"; path: string }
  | { type: "end"; result: SourceResult };
