/** `this.$emit` of a source. */
import { inspect } from "node:util";
import { isObject } from "../component/component.ts";
import { toJsonText } from "../component/json.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { DedupeStrategy } from "./dedupe.ts";
import type { EmittedEvent } from "./event.ts";

export interface Emitter {
  /** @throws RuntimeError for metadata, or an event, that Pipedream does not document */
  $emit: (event?: unknown, metadata?: unknown) => void;
  /** What was emitted since the last time, from oldest to newest, as Pipedream sends it on. */
  take: () => EmittedEvent[];
}

const refuse = (reason: string) => new RuntimeError(`$emit: ${reason}.`);

const isNumeric = (id: string | number) => String(id).trim() !== "" && Number.isFinite(Number(id));

function readId(id: unknown, strategy: DedupeStrategy | undefined): Pick<EmittedEvent, "id"> {
  if (id === undefined || id === null || id === "") {
    if (strategy !== undefined) throw refuse(`an id is needed, because the source has dedupe: "${strategy}"`);
    return {};
  }
  if (typeof id !== "string" && typeof id !== "number") throw refuse(`the id must be text or a number, but is ${inspect(id)}`);
  if (strategy === "greatest" && !isNumeric(id)) {
    throw refuse(`with dedupe: "greatest" the id must be a number, but is ${inspect(id)}`);
  }
  return { id };
}

function readText<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "string") throw refuse(`the ${name} must be text, but is ${inspect(value)}`);
  return { [name]: value } as Record<Name, string>;
}

function readTime(ts: unknown, now: number): Pick<EmittedEvent, "ts"> {
  if (ts === undefined || ts === null) return { ts: now };
  if (typeof ts === "number" && Number.isInteger(ts)) return { ts };
  throw refuse(`ts must be a whole number, epoch milliseconds, but is ${inspect(ts)}`);
}

/** @param now gives the time of an event for which the source gives none */
export function createEmitter(strategy: DedupeStrategy | undefined, now: () => number): Emitter {
  let emitted: EmittedEvent[] = [];
  return {
    $emit(event, metadata = {}) {
      if (!isObject(metadata)) throw refuse(`the metadata must be an object, but is ${inspect(metadata)}`);
      const { id, name, summary, ts } = metadata;
      emitted.push({
        event: JSON.parse(toJsonText(event, "$emit: the event") ?? "null") as unknown,
        ...readId(id, strategy),
        ...readText("name", name),
        ...readText("summary", summary),
        ...readTime(ts, now()),
      });
    },
    take() {
      const events = emitted.sort((one, other) => one.ts - other.ts);
      emitted = [];
      return events;
    },
  };
}
