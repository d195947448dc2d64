/** Generations that were started, and wait for their result to be fetched. */
import { randomBytes } from "node:crypto";
import type { Kind, Result } from "./answer.ts";

/** How long a generation takes, by the emulator's clock; the real API's times vary and are not documented. */
const usualMillis: Readonly<Record<Kind, number>> = { image: 20_000, video: 40_000 };

/** Documented: 24 hours after the generation. */
const keptMillis = 24 * 60 * 60 * 1000;

export interface Job {
  kind: Kind;
  accountId: string;
  ripensAt: number;
  /** Draws at the first call, and gives the same at all others. */
  result(): Promise<Result>;
}

export class Jobs {
  readonly #now: () => number;
  readonly #jobs = new Map<string, Job>();
  #ripensAfterMillis: number | undefined;

  constructor(now: () => number, ripensAfterMillis?: number) {
    this.#now = now;
    this.#ripensAfterMillis = ripensAfterMillis;
  }

  /** For all generations that are started from now on. */
  setRipening(millis: number): void {
    this.#ripensAfterMillis = millis;
  }

  /** @returns the id: 64 hexadecimal digits */
  start(accountId: string, kind: Kind, draw: () => Promise<Result>): string {
    this.#forgetOld();
    const id = randomBytes(32).toString("hex");
    const ripensAt = this.#now() + (this.#ripensAfterMillis ?? usualMillis[kind]);
    let drawn: Promise<Result> | undefined;
    this.#jobs.set(id, { accountId, kind, ripensAt, result: () => drawn ??= draw() });
    return id;
  }

  /** A generation of this account and kind that is not too old. */
  find(id: string, accountId: string, kind: Kind): Job | undefined {
    this.#forgetOld();
    const job = this.#jobs.get(id);
    return job?.accountId === accountId && job.kind === kind ? job : undefined;
  }

  isRipe({ ripensAt }: Job): boolean {
    return this.#now() >= ripensAt;
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [id, { ripensAt }] of this.#jobs) {
      if (now >= ripensAt + keptMillis) this.#jobs.delete(id);
    }
  }
}
