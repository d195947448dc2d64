/** What a person reads when a request fails: what went wrong in the API's words, and what to do about it. */
import { isObject, parseJson } from "../json.ts";
import { redact } from "./redact.ts";

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

const sentence = (text: string) => /[.!?]$/.test(text) ? text : `${text}.`;

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

/** What every error response is read as, whichever generation of the API it comes from. */
interface ErrorBody {
  id?: string;
  name?: string;
  messages: string[];
}

const textOf = (value: unknown) => typeof value === "string" && value !== "" ? value : undefined;

/** v1 and older answer `{id, name, message}`, v2 answers `{id, name, errors: []}`. */
function readErrorBody(text: string): ErrorBody | undefined {
  const body = parseJson(text);
  if (!isObject(body)) return undefined;
  const { id, name, message, errors } = body;
  const messages = (Array.isArray(errors) ? errors : [message]).flatMap((entry) => textOf(entry) ?? []);
  if (messages.length === 0) return undefined;
  const [errorId, errorName] = [textOf(id), textOf(name)];
  return { ...errorId && { id: errorId }, ...errorName && { name: errorName }, messages };
}

const creditsAdvice = "Buy credits at https://platform.stability.ai/account/credits.";

/** What the API's filters took offence at may be either; some operations have no prompt. */
export const inputAdvice = "Change the prompt or the picture.";

const adviceByCode: Readonly<Record<string, string>> = {
  insufficient_balance: creditsAdvice,
  payment_required: creditsAdvice,
  rate_limit_exceeded: "Wait a minute before you try again.",
  invalid_prompts: "Change the prompt.",
  invalid_samples: "Ask for one sample, or for JSON.",
  invalid_height_or_width: "Give width and height as multiples of 64.",
  invalid_pixel_count: "Choose a size that the engine draws; the options of width and height show them.",
  invalid_sdxl_v1_dimensions: "Choose one of these sizes; resize an init image first.",
  invalid_sdxl_v222_dimensions: "Choose a size that the engine draws; the options of width and height show them.",
  invalid_file_size: "Send a smaller picture.",
  invalid_mime_type: "Send the picture as PNG.",
  invalid_image_dimensions: "Make the mask as large as the init image.",
  invalid_mask_image: "Give a mask image, or take the alpha channel of the init image.",
  generation_not_found: "A result is kept for 24 hours, and only for the key that asked for it.",
  public_figure: "Send another picture.",
  payload_too_large: "Send a smaller picture.",
  content_moderation: inputAdvice,
  invalid_language: "Say it in English.",
};

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "Check the API key of the connected account; keys are listed at https://platform.stability.ai/account/keys.",
  402: creditsAdvice,
  403: "Check that the account and the organization may use this.",
  404: "This host does not have it.",
  413: "Send a smaller picture.",
  422: inputAdvice,
  429: "Wait a minute before you try again.",
};

/** v1 says `not_found` of engines, and every version of paths that it does not have. */
const engineAdvice = "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has.";

/** The host says nothing of whether it did what it was asked for. */
export const paidAdvice =
  "The request may have been carried out and paid for: compare your balance before you run it again.";

const serverAdvice = "The fault is on the side of the host; try again later.";

const titleOf = (html: string) => /<title>\s*([^<]{1,100}?)\s*<\/title>/i.exec(html)?.[1];

function describeForeignBody(text: string): string {
  if (text.trim() === "") return "with nothing at all";
  if (!/^\s*</.test(text)) return `with "${text.trim().slice(0, 100)}"`;
  const title = titleOf(text);
  return title === undefined ? "with an HTML page" : `with an HTML page titled "${title}"`;
}

export interface FailedAnswer {
  status: number;
  body: string;
  requestId: string | undefined;
  /** The header of that name, in seconds. */
  retryAfter: string | undefined;
  hostUrl: string;
  key: string;
  /** Whether the request asks for something that costs credits. */
  isPaid: boolean;
}

/** The error for an answer whose status is not 2xx. */
export function errorFromAnswer(answer: FailedAnswer): StabilityError {
  const { status, requestId, retryAfter, hostUrl, key, isPaid } = answer;
  const body = redact(answer.body, key);
  const read = readErrorBody(body);
  const code = read?.name;
  const what = read === undefined
    ? `${hostUrl} answered status ${status} ${describeForeignBody(body)}, which is not how Stability AI answers.`
    : `Stability AI answered ${[status, code].filter(Boolean).join(" ")}: ${sentence(read.messages.join("; "))}`;
  const isEngine = status === 404 && read?.messages.some((text) => /\bengine\b/i.test(text)) === true;
  const advice = (code === undefined ? undefined : adviceByCode[code])
    ?? (isEngine ? engineAdvice : adviceByStatus[status])
    ?? (status < 500 ? "" : isPaid && read === undefined ? paidAdvice : serverAdvice);
  const retryAfterMillis = Number(retryAfter ?? NaN) * 1000;
  return new StabilityError(redact(`${what} ${advice}`.trim(), key), {
    status,
    code,
    requestId: requestId === undefined ? read?.id : redact(requestId, key),
    retryAfterMillis: Number.isFinite(retryAfterMillis) ? retryAfterMillis : undefined,
  });
}

/** An answer with status 200 that is not what the operation promises, or not all of it. */
export function errorFromWrongAnswer(what: string, expected = "a picture"): StabilityError {
  return new StabilityError(`The host answered ${what}, where ${expected} was expected.`, {
    status: 200,
    isLost: true,
    isWrongAnswer: true,
  });
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing accepts connections there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host could not be looked up",
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  ECONNABORTED: "the connection broke",
};

/** Errors after which the request cannot have reached the API. */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

const diskCauses: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file grew larger than this system allows",
  EACCES: "writing there is not permitted",
  EROFS: "the disk can only be read",
  ENOENT: "the folder does not exist",
  ENOTDIR: "that is not a folder",
};

const codeOf = (error: unknown): string | undefined =>
  isObject(error) ? textOf(error["code"]) : undefined;

export interface LostExchange {
  error: unknown;
  hostUrl: string;
  /** How long the exchange was given, if that time is up. */
  timedOutAfterMillis?: number;
  /** Whether the request asks for something that costs credits. */
  isPaid: boolean;
}

/**
 * The error for an exchange that broke: no answer, or not all of it. The original error is left behind, since the
 * HTTP client keeps the key in it.
 */
export function errorFromLostExchange(lost: LostExchange): StabilityError {
  const { error, hostUrl, timedOutAfterMillis, isPaid } = lost;
  const code = codeOf(error);
  const why = timedOutAfterMillis === undefined
    ? (code === undefined ? undefined : causes[code]) ?? "the connection broke"
    : `no complete answer came within ${Math.round(timedOutAfterMillis / 100) / 10} s`;
  const isUnsent = timedOutAfterMillis === undefined && code !== undefined && unsentCodes.has(code);
  const advice = isPaid && !isUnsent ? ` ${paidAdvice}` : "";
  return new StabilityError(`The exchange with ${hostUrl} failed: ${why}.${advice}`, { isUnsent, isLost: true, code });
}

const fullDiskCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Why writing to a disk failed, in words. */
export function diskCause(error: unknown): string {
  const code = codeOf(error);
  return (code === undefined ? undefined : diskCauses[code]) ?? code ?? "writing failed";
}

/** The error for a picture that arrived but could not be written. */
export function errorFromDisk(error: unknown, folder: string): StabilityError {
  const code = codeOf(error);
  const advice = code !== undefined && fullDiskCodes.has(code) ? "make room" : "mend this";
  return new StabilityError(
    `The picture could not be saved in ${folder}: ${diskCause(error)}. `
    + `It was made and paid for; ${advice} before you run it again.`,
    { code },
  );
}
