/** The emulator's clock, which the control can put forward. */
export class Clock {
  readonly #base: () => number;
  #ahead = 0;

  constructor(base: () => number) {
    this.#base = base;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#base() + this.#ahead;
  }

  advance(millis: number): void {
    this.#ahead += millis;
  }
}
