/** Whether there is time for an answer that costs credits: by what is known of it, and by what is seen. */

/** The next answer may take a little longer than the slowest one. */
const margin = 1.25;

/** The pace of one action; its requests share it. */
export class Pace {
  readonly #leastMillis: number;
  readonly #running = new Set<{ startedAt: number }>();
  #slowestMillis = 0;

  /** @param leastMillis what an answer takes at least, as far as it is known */
  constructor(leastMillis: number) {
    this.#leastMillis = leastMillis;
  }

  /** How much time has to be left for an attempt that starts now, in milliseconds. */
  get neededMillis(): number {
    const waiting = [...this.#running].map(({ startedAt }) => Date.now() - startedAt);
    return Math.max(this.#leastMillis, margin * Math.max(this.#slowestMillis, ...waiting));
  }

  /** Makes an attempt, and sees how long it takes, whatever comes of it. */
  async watch<T>(attempt: () => Promise<T>): Promise<T> {
    const run = { startedAt: Date.now() };
    this.#running.add(run);
    try {
      return await attempt();
    } finally {
      this.#running.delete(run);
      this.#slowestMillis = Math.max(this.#slowestMillis, Date.now() - run.startedAt);
    }
  }
}
