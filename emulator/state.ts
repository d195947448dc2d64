/** What one emulator knows while it runs. */
import { Ledger } from "./accounts.ts";
import type { AsOf } from "./lifetime.ts";
import { RateLimit } from "./rate-limit.ts";

export interface State {
  asOf: AsOf;
  ledger: Ledger;
  rateLimit: RateLimit;
}

export const createState = (asOf: AsOf, now: () => number): State => ({
  asOf,
  ledger: new Ledger(),
  rateLimit: new RateLimit(now),
});
