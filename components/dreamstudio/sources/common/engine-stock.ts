/** Which engines a host has, and had: from one poll to the next, what appeared and what vanished. */
import type { Engine } from "../../common/answers/account.ts";
import { memoryKey, type PollingSource } from "./polling.ts";

interface StockedEngine {
  name: string;
  isListed: boolean;
  /** How often it appeared. An engine that vanishes and appears again is news again. */
  appearances: number;
}

/** What a source remembers. Just what it needs, since Pipedream's store holds 60 KB: enough for 400 engines. */
export interface EngineStock {
  /** By their ids; those that vanished stay. */
  engines: Readonly<Record<string, StockedEngine>>;
  /** Whether the last answer was an empty list, which the next one has to confirm. */
  isEmptyDoubted: boolean;
}

interface StockChange<Subject> {
  engine: Subject;
  /** Which appearance this is, or which one it ends; from 1. */
  appearance: number;
}

export interface StockComparison {
  appeared: StockChange<Engine>[];
  /** Only the id and the last name are known of an engine that is gone. */
  vanished: StockChange<Pick<Engine, "id" | "name">>[];
  /** What to remember for the next poll. */
  stock: EngineStock;
}

/**
 * An empty list where engines were may be true (v1 itself can be retired) or the fault of a host that is just
 * starting. It counts only when two polls in a row got it: until then nothing vanished, and nothing is forgotten.
 */
export function compareEngines(known: EngineStock | undefined, answer: readonly Engine[]): StockComparison {
  const before = new Map(Object.entries(known?.engines ?? {}));
  const listedBefore = [...before].filter(([, { isListed }]) => isListed);
  if (known !== undefined && answer.length === 0 && listedBefore.length > 0 && !known.isEmptyDoubted) {
    return { appeared: [], vanished: [], stock: { ...known, isEmptyDoubted: true } };
  }
  const listed = new Map(answer.map((engine) => [engine.id, engine]));
  const appearancesOf = (id: string) => before.get(id)?.appearances ?? 0;
  const appeared = [...listed.values()].filter(({ id }) => before.get(id)?.isListed !== true)
    .map((engine) => ({ engine, appearance: appearancesOf(engine.id) + 1 }));
  const vanished = listedBefore.filter(([id]) => !listed.has(id))
    .map(([id, { name, appearances }]) => ({ engine: { id, name }, appearance: appearances }));

  const after = new Map(before);
  for (const [id, { name }] of listed) after.set(id, { name, isListed: true, appearances: appearancesOf(id) });
  for (const { engine: { id, name }, appearance } of appeared) {
    after.set(id, { name, isListed: true, appearances: appearance });
  }
  for (const { engine: { id, name }, appearance } of vanished) {
    after.set(id, { name, isListed: false, appearances: appearance });
  }
  return { appeared, vanished, stock: { engines: Object.fromEntries(after), isEmptyDoubted: false } };
}

/** The `this` of a source that watches engines. */
export interface EngineSource<App extends { methods: object }> extends PollingSource<App> {
  _getStock(): EngineStock | undefined;
  _setStock(stock: EngineStock): void;
}

type WithMemory = Pick<PollingSource<{ methods: object }>, "db" | "organizationId">;

export const stockMethods = {
  _getStock(this: WithMemory): EngineStock | undefined {
    return this.db.get(memoryKey("engines", this.organizationId)) as EngineStock | undefined;
  },
  _setStock(this: WithMemory, stock: EngineStock): void {
    this.db.set(memoryKey("engines", this.organizationId), stock);
  },
};
