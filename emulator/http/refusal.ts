/** What is refused before any operation is asked, whichever version it was: each says it in its own words. */
export type RefusalReason = "rate limit" | "unknown path" | "broken form";

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}
