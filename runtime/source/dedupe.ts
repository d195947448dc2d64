/** Which of the events that a run emitted are new, by the three strategies that Pipedream documents. */
import { RuntimeError } from "../component/runtime-error.ts";
import type { EmittedEvent } from "../isolation/protocol.ts";

const strategies = ["unique", "greatest", "last"] as const;

export type DedupeStrategy = (typeof strategies)[number];

/** The ids that count, oldest first: up to 100 for `unique`, one for the others. */
export type SeenIds = readonly string[];

export interface Deduped {
  fresh: EmittedEvent[];
  /** What to compare the next run's events with. */
  seen: SeenIds;
}

/** Pipedream compares this many characters of an id. */
const significantLength = 64;

const cacheSize = 100;

const idOf = ({ id }: EmittedEvent) => String(id).slice(0, significantLength);

/** New is what is not among the last 100 ids; the oldest id goes first. */
function unique(events: readonly EmittedEvent[], before: SeenIds): Deduped {
  let seen = [...before];
  const fresh = events.filter((event) => {
    const id = idOf(event);
    if (seen.includes(id)) return false;
    seen = [...seen, id].slice(-cacheSize);
    return true;
  });
  return { fresh, seen };
}

/** New is what has a greater number than all before it. */
function greatest(events: readonly EmittedEvent[], before: SeenIds): Deduped {
  let most = Math.max(...before.map(Number).filter((id) => !Number.isNaN(id)));
  const fresh = events.filter(({ id }) => {
    if (Number(id) <= most) return false;
    most = Number(id);
    return true;
  });
  return { fresh, seen: fresh.length === 0 ? before : [String(most)] };
}

/** New is what comes after the event that was the last one before, or everything where that is not among them. */
function last(events: readonly EmittedEvent[], before: SeenIds): Deduped {
  const lastId = before.at(-1);
  const fresh = events.slice(events.findLastIndex((event) => idOf(event) === lastId) + 1);
  const newest = fresh.at(-1);
  return { fresh, seen: newest === undefined ? before : [idOf(newest)] };
}

const filters: Readonly<Record<DedupeStrategy, (events: readonly EmittedEvent[], before: SeenIds) => Deduped>> = {
  unique,
  greatest,
  last,
};

/** @throws RuntimeError for a strategy that Pipedream does not have */
export function requireStrategy(written: unknown): DedupeStrategy | undefined {
  const strategy = strategies.find((name) => name === written);
  if (strategy === undefined && written !== undefined) {
    throw new RuntimeError(`dedupe must be one of ${strategies.join(", ")}, but is ${JSON.stringify(written)}.`);
  }
  return strategy;
}

/** @param events of one run, in the order in which they are sent on */
export const dedupe = (
  strategy: DedupeStrategy | undefined,
  events: readonly EmittedEvent[],
  seen: SeenIds,
): Deduped => strategy === undefined ? { fresh: [...events], seen } : filters[strategy](events, seen);
