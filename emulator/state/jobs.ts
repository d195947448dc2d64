/** Generations that were started, and wait for their result to be fetched. */
import { randomBytes } from "node:crypto";
import type { Makes, Media } from "./media.ts";

/** How long a generation takes, by the emulator's clock; the real API's times vary and are not documented. */
const usualMillis: Readonly<Record<Makes, number>> = { image: 20_000, video: 40_000, audio: 20_000, model: 20_000 };

/** Documented: 24 hours after the generation. */
const keptMillis = 24 * 60 * 60 * 1000;

/** Their pictures wait in memory, so the oldest of more are forgotten. */
const mostJobs = 500;
const mostDrawn = 4;

export interface Job {
  makes: Makes;
  accountId: string;
  ripensAt: number;
  /** Draws, unless it did so lately. */
  media(): Promise<Media>;
}

export class Jobs {
  readonly #now: () => number;
  readonly #jobs = new Map<string, Job>();
  readonly #drawn = new Map<string, Promise<Media>>();
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
  start(accountId: string, makes: Makes, draw: () => Promise<Media>): string {
    this.#forgetOld();
    const id = randomBytes(32).toString("hex");
    const ripensAt = this.#now() + (this.#ripensAfterMillis ?? usualMillis[makes]);
    this.#jobs.set(id, { accountId, makes, ripensAt, media: () => this.#draw(id, draw) });
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > mostJobs && oldest !== undefined) this.#jobs.delete(oldest);
    return id;
  }

  /** A generation of this account that makes this and is not too old. */
  find(id: string, accountId: string, makes: Makes): Job | undefined {
    this.#forgetOld();
    const job = this.#jobs.get(id);
    return job?.accountId === accountId && job.makes === makes ? job : undefined;
  }

  isRipe({ ripensAt }: Job): boolean {
    return this.#now() >= ripensAt;
  }

  /** Draws what is not among the last that were drawn: it comes out the same. */
  #draw(id: string, draw: () => Promise<Media>): Promise<Media> {
    const media = this.#drawn.get(id) ?? draw();
    this.#drawn.delete(id);
    this.#drawn.set(id, media);
    const [oldest] = this.#drawn.keys();
    if (this.#drawn.size > mostDrawn && oldest !== undefined) this.#drawn.delete(oldest);
    return media;
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [id, { ripensAt }] of this.#jobs) {
      if (now >= ripensAt + keptMillis) this.#jobs.delete(id);
    }
  }
}
