/** What one emulator knows while it runs. */
import { Ledger } from "./accounts.ts";
import { Clock } from "./control/clock.ts";
import { Faults } from "./control/faults.ts";
import { Journal } from "./control/journal.ts";
import type { AsOf } from "./lifetime.ts";
import { RateLimit } from "./rate-limit.ts";
import { Engines } from "./v1/engines.ts";
import { Jobs } from "./v2/jobs.ts";

export interface State {
  asOf: AsOf;
  /** The clock outside, which nothing here changes. */
  baseNow: () => number;
  clock: Clock;
  ledger: Ledger;
  rateLimit: RateLimit;
  engines: Engines;
  jobs: Jobs;
  faults: Faults;
  journal: Journal;
}

export function createState(asOf: AsOf, baseNow: () => number): State {
  const clock = new Clock(baseNow);
  return {
    asOf,
    baseNow,
    clock,
    ledger: new Ledger(),
    rateLimit: new RateLimit(() => clock.now()),
    engines: new Engines(asOf),
    jobs: new Jobs(() => clock.now()),
    faults: new Faults(),
    journal: new Journal(),
  };
}

/** Back to how it started. */
export const resetState = (state: State): void => {
  Object.assign(state, createState(state.asOf, state.baseNow));
};
