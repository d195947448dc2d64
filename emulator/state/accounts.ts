/** Who the callers are, by their keys, and what they have left. */
import { createHash } from "node:crypto";

/** Only such keys are taken, so that nobody's real key ever works, or is of use, here. */
export const keyPrefix = "sk-emulator-";

/** What a new customer gets. */
export const usualCredits = 25;

interface Organization {
  id: string;
  name: string;
  role: string;
  is_default: boolean;
}

export interface Account {
  id: string;
  email: string;
  organizations: [Organization, ...Organization[]];
}

export const isKnownKey = (key: string): boolean => key.startsWith(keyPrefix);

/** The key in a header `Authorization`: behind the word `Bearer`, in capitals or not, or alone. */
export const keyIn = (authorization: string): string => authorization.replace(/^bearer +/i, "");

/** Every key has an account of its own, and always the same. */
export function accountOf(key: string): Account {
  const mark = createHash("sha256").update(key).digest("hex").slice(0, 12);
  return {
    id: `user-${mark}`,
    email: `${mark}@emulator.example`,
    organizations: [
      { id: `org-${mark}`, name: "Emulated Organization", role: "OWNER", is_default: true },
      { id: `org-${mark}-2`, name: "Second Organization", role: "MEMBER", is_default: false },
    ],
  };
}

/** So that ten times 0.9 is 9. */
const inTenThousandths = (credits: number) => Math.round(credits * 10_000) / 10_000;

/** The credits of each organization. */
export class Ledger {
  readonly #startingCredits: number;
  readonly #credits = new Map<string, number>();

  constructor(startingCredits = usualCredits) {
    this.#startingCredits = startingCredits;
  }

  balance(organizationId: string): number {
    return this.#credits.get(organizationId) ?? this.#startingCredits;
  }

  set(organizationId: string, credits: number): void {
    this.#credits.set(organizationId, credits);
  }

  /** Takes the credits, or takes nothing and says no. */
  charge(organizationId: string, credits: number): boolean {
    const left = inTenThousandths(this.balance(organizationId) - credits);
    if (left < 0) return false;
    this.#credits.set(organizationId, left);
    return true;
  }

  /** Gives back what was charged for something that failed. */
  refund(organizationId: string, credits: number): void {
    this.#credits.set(organizationId, inTenThousandths(this.balance(organizationId) + credits));
  }
}
