/** The error for an answer whose status is not 2xx: the API's words, and what to do about it. */
import { isObject, parseJson, textOf } from "../json.ts";
import { sentence } from "../text.ts";
import { paidAdvice } from "./lost-exchange.ts";
import { redact } from "./redact.ts";
import { StabilityError } from "./stability-error.ts";

/** What every error response is read as, whichever generation of the API it comes from. */
interface ErrorBody {
  id?: string;
  name?: string;
  messages: string[];
}

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
  copyrighted_content: "Send another sound.",
  payload_too_large: "Send a smaller file.",
  content_moderation: inputAdvice,
  invalid_language: "Say it in English.",
};

const adviceByStatus: Readonly<Record<number, string>> = {
  401: "Check the API key of the connected account; keys are listed at https://platform.stability.ai/account/keys.",
  402: creditsAdvice,
  403: "Check that the account and the organization may use this.",
  404: "This host does not have it.",
  413: "Send a smaller file.",
  422: inputAdvice,
  429: "Wait a minute before you try again.",
};

/** v1 says `not_found` of engines, and every version of paths that it does not have. */
const engineAdvice = "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has.";

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
  /** How long the host asks to wait. */
  retryAfterMillis: number | undefined;
  hostUrl: string;
  key: string;
  /** Whether the request asks for something that costs credits. */
  isPaid: boolean;
  /** What to do about a status, where it means something special. */
  adviceByStatus?: Readonly<Record<number, string>> | undefined;
}

/** The error for an answer whose status is not 2xx. */
export function errorFromAnswer(answer: FailedAnswer): StabilityError {
  const { status, requestId, retryAfterMillis, hostUrl, key, isPaid } = answer;
  const body = redact(answer.body, key);
  const read = readErrorBody(body);
  const code = read?.name;
  const what = read === undefined
    ? `${hostUrl} answered status ${status} ${describeForeignBody(body)}, which is not how Stability AI answers.`
    : `Stability AI answered ${[status, code].filter(Boolean).join(" ")}: ${sentence(read.messages.join("; "))}`;
  const isEngine = status === 404 && read?.messages.some((text) => /\bengine\b/i.test(text)) === true;
  const advice = (code === undefined ? undefined : adviceByCode[code])
    ?? answer.adviceByStatus?.[status]
    ?? (isEngine ? engineAdvice : adviceByStatus[status])
    ?? (status < 500 ? "" : isPaid && read === undefined ? paidAdvice : serverAdvice);
  return new StabilityError(redact(`${what} ${advice}`.trim(), key), {
    status,
    code,
    requestId: requestId === undefined ? read?.id : redact(requestId, key),
    retryAfterMillis,
  });
}
