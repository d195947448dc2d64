/** The operations that take pictures, and which: from their own data. */
import * as operations from "./index.ts";
import type { Operation, ParameterSet } from "./operation.ts";
import type { Parameter } from "./parameter.ts";
import type { PictureLimits } from "./parameters/picture-limits.ts";

/** An operation that takes a picture. */
export interface PictureTaker {
  operation: Operation;
  /** The name of the parameter; masks and references stand behind it, and take what it takes. */
  name: string;
  limits: PictureLimits;
  /** Where the engine decides what is taken. */
  hasEngine: boolean;
}

const isSent = (set: ParameterSet): set is Operation => "paths" in set;

function takerOf(operation: ParameterSet): [string, PictureTaker][] {
  const parameters = Object.entries<Parameter>(operation.parameters);
  const [name, first] = parameters.find(([, { kind }]) => kind === "picture") ?? [];
  if (!isSent(operation) || name === undefined || first?.kind !== "picture") return [];
  const taker = { operation, name, limits: first.limits ?? {}, hasEngine: "engineId" in operation.parameters };
  return [[operation.name, taker]];
}

const all: readonly ParameterSet[] = Object.values(operations);
const takers: ReadonlyMap<string, PictureTaker> = new Map(all.flatMap(takerOf));

/** The names of their actions. */
export const pictureTakers: readonly string[] = [...takers.keys()];

/** @param action one of these */
export function takerFor(action: string): PictureTaker {
  const taker = takers.get(action);
  if (taker === undefined) throw new TypeError(`${action} takes no picture`);
  return taker;
}
