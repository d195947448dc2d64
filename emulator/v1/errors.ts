/** The errors of v1 under the names that its documents give; texts are documented or observed unless said. */
import type { Version } from "./versions.ts";

/** What is wrong, for every version; `errorBody` says how each writes it. */
export class V1Error extends Error {
  override readonly name = "V1Error";
  readonly status: number;
  /** The API's name for it. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The names are documented; of the texts only `<field>: is required`. */
export const badRequest = (message: string) => new V1Error(400, "bad_request", message);

/** Observed (rest-api-support#14) with an empty name, for a text with a filename. */
export const unknownFormField = (name: string) => badRequest(`unknown form field: ${name}`);

export const invalidSamples = () => new V1Error(
  400,
  "invalid_samples",
  "Sample count may only be greater than 1 when the accept header is set to `application/json`",
);

export const invalidHeightOrWidth = () => new V1Error(
  400,
  "invalid_height_or_width",
  "Height and width must be specified in increments of 64",
);

export const invalidPixelCount = (family: string, min: number, max: number, pixels: number) => new V1Error(
  400,
  "invalid_pixel_count",
  `For ${family} engines the pixel count must be at least ${min} and at most ${max}, but we received ${pixels}`,
);

export const invalidSdxlBetaDimensions = (width: number, height: number) => new V1Error(
  400,
  "invalid_sdxl_v222_dimensions",
  "The sides must be between 128 and 896, and only one of them may be above 512, "
  + `but we received ${width}x${height}`,
);

/** Observed word for word. */
export const invalidSdxlDimensions = (allowed: readonly string[], width: number, height: number) => new V1Error(
  400,
  "invalid_sdxl_v1_dimensions",
  "for stable-diffusion-xl-1024-v0-9 and stable-diffusion-xl-1024-v1-0 the allowed dimensions are "
  + `${allowed.join(", ")}, but we received ${width}x${height}`,
);

/** The names of the next errors are documented; their texts follow the documents' explanations. */
export const invalidFileSize = () => new V1Error(
  400,
  "invalid_file_size",
  "The file size of one or more of the provided files is invalid",
);

export const invalidMimeType = () => new V1Error(
  400,
  "invalid_mime_type",
  "The mime type of one or more of the provided files is invalid",
);

export const invalidImageDimensions = () => new V1Error(
  400,
  "invalid_image_dimensions",
  "The dimensions of the provided `init_image` and `mask_image` do not match",
);

export const invalidMaskImage = () => new V1Error(
  400,
  "invalid_mask_image",
  "The parameter `mask_source` was set to `MASK_IMAGE_WHITE` or `MASK_IMAGE_BLACK` but no `mask_image` was provided",
);

export const invalidPrompts = () => new V1Error(
  400,
  "invalid_prompts",
  "One or more of the prompts contains filtered words",
);

export const invalidUpscalePixelCount = (maxPixels: number) => new V1Error(
  400,
  "invalid_pixel_count",
  `The requested image would exceed the maximum pixel count of ${maxPixels.toLocaleString("en-US")}`,
);

export const missingAuthorization = () => new V1Error(401, "unauthorized", "missing authorization header");

/** Observed: the first seven and the last four characters of the key are shown. */
export const incorrectKey = (key: string) => new V1Error(
  401,
  "unauthorized",
  `Incorrect API key provided: ${key.slice(0, 7)}***********${key.slice(-4)}. `
  + "You can find your API key at https://stability.ai.",
);

export const permissionDenied = () => new V1Error(
  403,
  "permission_denied",
  "You do not have permission to access this resource",
);

export const engineNotFound = (id: string) => new V1Error(
  404,
  "not_found",
  `The specified engine (ID ${id}) was not found.`,
);

/** Not documented: what v1 answers for a path that it does not have. */
export const routeNotFound = () => new V1Error(404, "not_found", "The requested resource was not found");

/** Seen in a test fixture of a third party. */
export const insufficientBalance = (neededCredits: number, leftCredits: number) => new V1Error(
  429,
  "insufficient_balance",
  "Your organization does not have enough balance to request this action "
  + `(need $${dollars(neededCredits)}, have $0 in active grants, $${dollars(leftCredits)} in balance).`,
);

const dollars = (credits: number) => Number((credits / 100).toFixed(6));

/** The name and text are documented for v2beta only. */
export const rateLimitExceeded = () => new V1Error(
  429,
  "rate_limit_exceeded",
  "You have exceeded the rate limit of 150 requests within a 10 second period, "
  + "and have been timed out for 60 seconds.",
);

/** Observed in v1alpha (rest-api-support#12); the others answer 400, which is guessed. */
export const unknownImageFormat = () => new V1Error(500, "fault", "image: unknown format");

export const serverError = () => new V1Error(
  500,
  "server_error",
  "An unexpected server error occurred, please try again.",
);

/** As goa makes it: six bytes in eight characters. */
const shortId = (id: string) => Buffer.from(id, "hex").subarray(0, 6).toString("base64url");

/**
 * The error as a body, in the order observed (rest-api-support#12); that both flags of goa are always false but for
 * faults of the server is guessed.
 */
export function errorBody({ status, code, message }: V1Error, id: string, version: Version): object {
  if (version.errorBody === "plain") return { id, message, name: code };
  return { name: code, id: shortId(id), message, temporary: false, timeout: false, fault: status >= 500 };
}
