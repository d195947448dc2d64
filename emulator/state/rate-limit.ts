/** Stability AI's rate limit: more than 150 requests within 10 seconds, and the caller has to wait 60. */

const limit = 150;
const windowMillis = 10_000;
const penaltyMillis = 60_000;

export class RateLimit {
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();
  readonly #blockedUntil = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts a request; says whether it may go on. */
  admits(caller: string): boolean {
    const now = this.#now();
    if (now < (this.#blockedUntil.get(caller) ?? 0)) return false;
    const recent = (this.#times.get(caller) ?? []).filter((time) => time > now - windowMillis);
    recent.push(now);
    this.#times.set(caller, recent);
    if (recent.length <= limit) return true;
    this.#blockedUntil.set(caller, now + penaltyMillis);
    this.#times.delete(caller);
    return false;
  }
}
