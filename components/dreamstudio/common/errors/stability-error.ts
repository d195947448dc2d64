/** What a person reads when a request fails: what went wrong in the API's words, and what to do about it. */
import { sentence } from "../text.ts";

export interface StabilityErrorFields {
  /** The HTTP status, if there was an answer. */
  status?: number | undefined;
  /** The API's own name for the error, for example `insufficient_balance`. */
  code?: string | undefined;
  /** The API's number for this occurrence, to give to its support. */
  requestId?: string | undefined;
  /** Whether the request certainly never reached the API. */
  isUnsent?: boolean;
  /** Whether the answer, or a part of it, was lost on the way. */
  isLost?: boolean;
  /** Whether the host said that all is well, and sent something else than it should, or not all of it. */
  isWrongAnswer?: boolean;
  /** How long the API asks to wait. */
  retryAfterMillis?: number | undefined;
}

export class StabilityError extends Error {
  override readonly name = "StabilityError";
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly isUnsent: boolean;
  readonly isLost: boolean;
  readonly isWrongAnswer: boolean;
  readonly retryAfterMillis: number | undefined;

  constructor(message: string, fields: StabilityErrorFields = {}) {
    super(message);
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId;
    this.isUnsent = fields.isUnsent ?? false;
    this.isLost = fields.isLost ?? false;
    this.isWrongAnswer = fields.isWrongAnswer ?? false;
    this.retryAfterMillis = fields.retryAfterMillis;
  }

  /** Whether the API has had too many requests; v1 says of an empty account too that it is 429. */
  get isRateLimit(): boolean {
    return this.status === 429 && this.code !== "insufficient_balance";
  }

  /** Whether the same request may do better a little later. */
  get isPassing(): boolean {
    return this.isLost || this.isRateLimit || (this.status !== undefined && this.status >= 500);
  }

  /** The same error with more to say. */
  withAdvice(advice: string): StabilityError {
    return new StabilityError(`${sentence(this.message)} ${advice}`, this);
  }
}
