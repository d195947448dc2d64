/** The error for an answer that is one: the API's words, and what to do about it. */
import { entryOf } from "../../operations/table.ts";
import { parseJson } from "../json.ts";
import { titleOf } from "../page-title.ts";
import { sentence } from "../text.ts";
import { errorIn, type ErrorBody } from "./error-body.ts";
import { paidAdvice } from "./lost-exchange.ts";
import { redact, saidBy } from "./redact.ts";
import { StabilityError } from "./stability-error.ts";

const creditsAdvice = "Buy credits at https://platform.stability.ai/account/credits.";

/** What the API's filters took offence at may be either; some operations have no prompt. */
export const inputAdvice = "Change the prompt or the picture.";

export const adviceByCode: Readonly<Record<string, string>> = {
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

export const adviceByStatus: Readonly<Record<string, string>> = {
  401: "Check the API key of the connected account; keys are listed at https://platform.stability.ai/account/keys.",
  402: creditsAdvice,
  403: "Check that the account and the organization may use this.",
  404: "This host does not have it.",
  413: "Send a smaller file.",
  422: inputAdvice,
  429: "Wait a minute before you try again.",
};

/** v1 says `not_found` of engines, and every version of paths that it does not have. */
export const engineAdvice = "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has.";

export const serverAdvice = "The fault is on the side of the host; try again later.";

/** A page by its title, and any other text by its beginning. */
function describeForeignBody(text: string, key: string): string {
  const line = saidBy(text, key, 100);
  if (line === "") return "with nothing at all";
  if (!line.startsWith("<")) return `with "${line}"`;
  const title = titleOf(redact(text, key));
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

function adviceFor({ status, isPaid, adviceByStatus: special }: FailedAnswer, error: ErrorBody | undefined): string {
  const isEngine = status === 404 && error !== undefined && /\bengine\b/i.test(error.message);
  return entryOf(adviceByCode, error?.name)
    ?? special?.[status]
    ?? (isEngine ? engineAdvice : entryOf(adviceByStatus, String(status)))
    ?? (status < 500 ? "" : isPaid && error === undefined ? paidAdvice : serverAdvice);
}

/**
 * The error for an answer whose status is not 2xx, or that holds an error all the same.
 * @param error what the body says, where it has been read already
 */
export function errorFromAnswer(answer: FailedAnswer, error?: ErrorBody): StabilityError {
  const { status, body, requestId, retryAfterMillis, hostUrl, key } = answer;
  const read = error ?? errorIn(parseJson(body), key);
  const what = read === undefined
    ? `${hostUrl} answered status ${status} ${describeForeignBody(body, key)}, which is not how Stability AI answers.`
    : `Stability AI answered ${[status, read.name].filter(Boolean).join(" ")}: ${sentence(read.message)}`;
  return new StabilityError(redact(`${what} ${adviceFor(answer, read)}`.trim(), key), {
    status,
    code: read?.name,
    requestId: requestId === undefined ? read?.id : saidBy(requestId, key, 100),
    retryAfterMillis,
    isWrongAnswer: status < 300,
  });
}
