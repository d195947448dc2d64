/** `this.$emit` of a source. */
import { inspect } from "node:util";
import { isObject } from "../component/component.ts";
import { toJsonText } from "../component/json.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import type { EmittedEvent } from "../isolation/protocol.ts";
import type { DedupeStrategy } from "./dedupe.ts";

/** @throws RuntimeError for metadata, or an event, that Pipedream does not take */
export type Emit = (event?: unknown, metadata?: unknown) => void;

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

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === "[object Date]";

/** Documented are epoch milliseconds; published sources also give a Date, or the text of one. */
function readTime(ts: unknown, now: number): Pick<EmittedEvent, "ts"> {
  if (ts === undefined || ts === null) return { ts: now };
  const millis = isDate(ts) ? ts.getTime() : typeof ts !== "string" ? ts : isNumeric(ts) ? Number(ts) : Date.parse(ts);
  if (typeof millis === "number" && Number.isFinite(millis)) return { ts: Math.trunc(millis) };
  throw refuse(`ts must be epoch milliseconds, a Date or the text of one, but is ${inspect(ts)}`);
}

/**
 * @param now gives the time of an event for which the source gives none
 * @param send gets each event as it is emitted
 */
export const createEmit = (
  strategy: DedupeStrategy | undefined,
  now: () => number,
  send: (event: EmittedEvent) => void,
): Emit => (event, metadata = {}) => {
  if (!isObject(metadata)) throw refuse(`the metadata must be an object, but is ${inspect(metadata)}`);
  const { id, name, summary, ts } = metadata;
  send({
    event: JSON.parse(toJsonText(event, "$emit: the event") ?? "null") as unknown,
    ...readId(id, strategy),
    ...readText("name", name),
    ...readText("summary", summary),
    ...readTime(ts, now()),
  });
};

/** From oldest to newest, as Pipedream sends them on. */
export const inOrder = (events: readonly EmittedEvent[]): EmittedEvent[] =>
  [...events].sort((one, other) => one.ts - other.ts);
