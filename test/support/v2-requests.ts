/** Requests to the emulator's v2beta and v2alpha, and what every operation needs at least. */
import { expect } from "@jest/globals";
import { authorization, formOf, freshKey, type FormValue } from "./stability-api.ts";

export type V2Fields = Record<string, FormValue | undefined>;

export interface V2Sending {
  key?: string;
  accept?: string;
  headers?: Record<string, string>;
}

/** `/v2beta/stable-image` goes without saying. */
const toPath = (name: string) => name.startsWith("/") ? name : `/v2beta/stable-image/${name}`;

const headersOf = ({ key = freshKey(), accept, headers }: V2Sending) => ({
  ...authorization(key), ...accept !== undefined && { Accept: accept }, ...headers,
});

/** @param name as `generate/core`, or a whole path */
export const postV2 = (url: string, name: string, fields: V2Fields | FormData, sending: V2Sending = {}) =>
  fetch(`${url}${toPath(name)}`, {
    method: "POST",
    headers: headersOf(sending),
    body: fields instanceof FormData ? fields : formOf(fields),
  });

export const getV2 = (url: string, path: string, sending: V2Sending = {}) =>
  fetch(`${url}${path}`, { headers: headersOf(sending) });

interface V2Envelope {
  errors: string[];
  id: string;
  name: string;
}

/** An error as `400 bad_request: <errors, one after the other>`, in v2's envelope. */
export async function v2ErrorOf(response: Response): Promise<string> {
  if (response.status < 400) throw new Error(`the emulator took it: ${response.status}`);
  const answer = await response.json() as V2Envelope;
  expect(Object.keys(answer)).toStrictEqual(["errors", "id", "name"]);
  expect(answer.id).toMatch(/^[0-9a-f]{32}$/);
  expect(response.headers.get("x-request-id")).toBe(answer.id);
  return `${response.status} ${answer.name}: ${answer.errors.join("; ")}`;
}

/** @throws Error with the answer if it is no picture or film */
export async function bytesOf(response: Response): Promise<Buffer> {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** The pictures that operations need: small, and where it matters transparent on one side. */
export interface Given {
  image: Buffer;
  still: Buffer;
}

export interface LeastRequest {
  path: string;
  isStarted?: boolean;
  /** The fields that it cannot do without. */
  fields(given: Given): V2Fields;
}

const started = { isStarted: true };

export const leastRequests: readonly LeastRequest[] = [
  { path: "/v2beta/stable-image/generate/core", fields: () => ({ prompt: "x" }) },
  { path: "/v2beta/stable-image/generate/sd3", fields: () => ({ prompt: "x" }) },
  { path: "/v2beta/stable-image/generate/ultra", fields: () => ({ prompt: "x" }) },
  { path: "/v2beta/stable-image/upscale/fast", fields: ({ image }) => ({ image }) },
  { path: "/v2beta/stable-image/upscale/conservative", fields: ({ image }) => ({ image, prompt: "x" }) },
  { path: "/v2beta/stable-image/upscale/creative", ...started, fields: ({ image }) => ({ image, prompt: "x" }) },
  { path: "/v2beta/stable-image/edit/erase", fields: ({ image }) => ({ image }) },
  { path: "/v2beta/stable-image/edit/inpaint", fields: ({ image }) => ({ image, prompt: "x" }) },
  { path: "/v2beta/stable-image/edit/outpaint", fields: ({ image }) => ({ image, left: 8 }) },
  {
    path: "/v2beta/stable-image/edit/search-and-replace",
    fields: ({ image }) => ({ image, prompt: "x", search_prompt: "y" }),
  },
  {
    path: "/v2beta/stable-image/edit/search-and-recolor",
    fields: ({ image }) => ({ image, prompt: "x", select_prompt: "y" }),
  },
  { path: "/v2beta/stable-image/edit/remove-background", fields: ({ image }) => ({ image }) },
  {
    path: "/v2beta/stable-image/edit/replace-background-and-relight",
    ...started,
    fields: ({ image }) => ({ subject_image: image, background_prompt: "x" }),
  },
  { path: "/v2beta/stable-image/control/sketch", fields: ({ image }) => ({ image, prompt: "x" }) },
  { path: "/v2beta/stable-image/control/structure", fields: ({ image }) => ({ image, prompt: "x" }) },
  { path: "/v2beta/stable-image/control/style", fields: ({ image }) => ({ image, prompt: "x" }) },
  {
    path: "/v2beta/stable-image/control/style-transfer",
    fields: ({ image }) => ({ init_image: image, style_image: image }),
  },
  { path: "/v2beta/image-to-video", ...started, fields: ({ still }) => ({ image: still }) },
  {
    path: "/v2alpha/generation/stable-image/upscale",
    ...started,
    fields: ({ image }) => ({ image, prompt: "x" }),
  },
  {
    path: "/v2alpha/generation/stable-image/inpaint",
    fields: ({ image }) => ({ mode: "mask", image, prompt: "x" }),
  },
  { path: "/v2alpha/generation/image-to-video", ...started, fields: ({ still }) => ({ image: still }) },
];
