/** What the API answers, before anything is made of it. */
import type { StabilityError } from "../errors/stability-error.ts";

/** A successful answer whose body has not been read yet. */
export interface Answer {
  /** From 200 to 299. */
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  body: AsyncIterable<Buffer>;
  /** What to throw when reading the body fails. */
  lost: (error: unknown) => StabilityError;
}
