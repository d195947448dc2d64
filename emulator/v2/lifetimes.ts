/** When the operations of v2 lived; most are alike. */
import type { Lifetime } from "../facts/lifetime.ts";

const in2025 = "combined documents of 2025-01-02 (one operation fewer, not recorded which) and 2025-02-26";

export const live: Lifetime = { from: "2025-01-02", source: `${in2025}; in the live document of 2026` };

export const sinceSound: Lifetime = {
  from: "2026-05-20",
  source: "not in the document of 2025-02-26; in the live document of 2026, seen after 2026-05-20 for the first time",
};

export const untilVideoEnded: Lifetime = {
  from: "2025-01-02",
  until: "2025-07-24",
  source: `${in2025}; discontinued 2025-07-24 (official notice, reported)`,
};
