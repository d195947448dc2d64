/** Prices of v2, in credits. */
import type { AsOf } from "../facts/lifetime.ts";

/** One for all times, or one before and one since the day on which Stability AI changed its prices. */
export type Price = number | { before: number; since: number };

const changedOn = "2025-08-01";

/** Where everything that ever lived is shown, the prices are the last that are known. */
export function creditsOf(price: Price, asOf: AsOf): number {
  if (typeof price === "number") return price;
  return asOf === "any" || asOf >= changedOn ? price.since : price.before;
}
