/** The errors of v2beta and v2alpha under their documented names; texts are documented or observed unless said. */

export class V2Error extends Error {
  override readonly name = "V2Error";
  readonly status: number;
  /** The API's name for it. */
  readonly code: string;
  /** At least one. */
  readonly messages: readonly string[];

  constructor(status: number, code: string, messages: readonly string[]) {
    super(messages.join("; "));
    this.status = status;
    this.code = code;
    this.messages = messages;
  }
}

/** The texts `<field>: required` and the next one were observed. */
export const badRequest = (...messages: string[]) => new V2Error(400, "bad_request", messages);

/** Both were observed (pycasso#86, kaibo): for another type, and for none. */
export const notMultipart = (contentType?: string) =>
  badRequest(`content-type: ${contentType === undefined ? "required" : "must be multipart/form-data"}`);

/** Observed (StableSwarmUI#339). */
export const unnamedPart = () =>
  badRequest("Malformed FormData request. Content-Disposition header in FormData part is missing a name");

/** Observed 2026-10-09; in no document. */
export const unauthorized = () =>
  new V2Error(401, "unauthorized", ["authorization: invalid or missing header value"]);

/** Observed; in no document. */
export const paymentRequired = () => new V2Error(402, "payment_required", [
  "You lack sufficient credits to make this request. "
  + "Please purchase more credits at https://platform.stability.ai/account/credits and try again.",
]);

export const contentModeration = () => new V2Error(403, "content_moderation", [
  "Your request was flagged by our content moderation system, "
  + "as a result your request was denied and you were not charged.",
]);

export const generationNotFound = () =>
  new V2Error(404, "generation_not_found", ["id: the generation either does not exist or has expired."]);

/** The status was observed; name and text are guessed. */
export const routeNotFound = () => new V2Error(404, "not_found", ["The requested resource was not found"]);

/** Documented for 10 MiB; for other limits the same text is guessed. */
export const payloadTooLarge = (limitBytes: number) => new V2Error(413, "payload_too_large", [
  `body: payloads cannot be larger than ${Math.floor(limitBytes / 1_048_576)}MiB in size`,
]);

export const invalidLanguage = () =>
  new V2Error(422, "invalid_language", ["English is the only supported language for this service."]);

export const publicFigure = () => new V2Error(422, "public_figure", [
  "Our system detected the likeness of a public figure in your image. "
  + "To comply with our guidelines, this request cannot be processed. Please upload a different image.",
]);

export const copyrightedContent = () => new V2Error(422, "copyrighted_content", [
  "Our system has detected the presence of copyrighted content in your audio. "
  + "To comply with our guidelines, we cannot process this request. Please upload a different audio file.",
]);

export const rateLimitExceeded = () => new V2Error(429, "rate_limit_exceeded", [
  "You have exceeded the rate limit of 150 requests within a 10 second period, "
  + "and have been timed out for 60 seconds.",
]);

export const internalError = () =>
  new V2Error(500, "internal_error", ["An unexpected server error has occurred, please try again later."]);

/** In the order in which the members were observed. */
export const errorBody = ({ code, messages }: V2Error, id: string): object => ({ errors: messages, id, name: code });
