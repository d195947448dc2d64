import type { BalanceChange } from "./new-balance-change.ts";

export default {
  previous: 25,
  current: 24.1,
  difference: -0.9,
} satisfies BalanceChange;
