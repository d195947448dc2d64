import type { LowBalance } from "./new-low-balance.ts";

export default {
  credits: 87.4,
  threshold: 100,
} satisfies LowBalance;
