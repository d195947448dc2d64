/** What one emulator knows while it runs. */
import { Ledger } from "./accounts.ts";
import { Clock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { Journal, type JournalEntry } from "./journal.ts";
import type { AsOf } from "../facts/lifetime.ts";
import { RateLimit } from "./rate-limit.ts";
import { Engines } from "./engines.ts";
import { Jobs } from "./jobs.ts";
import type { Signer, Studio } from "./studio.ts";

/** What an emulator starts with, and is reset to. */
export interface Settings {
  asOf: AsOf;
  /** The clock outside, which nothing here changes. */
  baseNow: () => number;
  /** Whether fields that no operation knows are refused, where the API ignores them. */
  isStrict: boolean;
  /** Of a key that was never seen; what a new customer gets if not said. */
  startingCredits?: number | undefined;
  /** Whether a line below a picture says what it was made from. */
  captions: boolean;
  studio: Studio;
  /** Signs all pictures; they are not signed without. */
  signer?: Signer | undefined;
  /** Called with each request when it is answered. */
  onAnswer?: ((entry: JournalEntry) => void) | undefined;
  /** How long generations take; as long as FIDELITY.md says if not said. */
  ripensAfterMillis?: number | undefined;
}

export interface State {
  asOf: AsOf;
  settings: Settings;
  clock: Clock;
  ledger: Ledger;
  rateLimit: RateLimit;
  engines: Engines;
  jobs: Jobs;
  studio: Studio;
  faults: Faults;
  journal: Journal;
}

/** As it is when the emulator starts: nobody has spent anything, and nothing was asked. */
export function createState(settings: Settings): State {
  const { asOf, baseNow, startingCredits, ripensAfterMillis, studio } = settings;
  const clock = new Clock(baseNow);
  return {
    asOf,
    settings,
    clock,
    ledger: new Ledger(startingCredits),
    rateLimit: new RateLimit(() => clock.now()),
    engines: new Engines(asOf),
    studio,
    jobs: new Jobs(() => clock.now(), ripensAfterMillis),
    faults: new Faults(),
    journal: new Journal(),
  };
}

/** Back to how it started. */
export const resetState = (state: State): void => {
  Object.assign(state, createState(state.settings));
};
