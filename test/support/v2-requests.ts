/** Requests to the emulator's v2beta and v2alpha, and what every operation needs at least. */
import { expect } from "@jest/globals";
import { rows } from "../operations/index.ts";
import { isFileName, leastFields } from "./given-pictures.ts";
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

/** The files that operations need: small pictures, where it matters transparent on one side, and a sound. */
export interface Given {
  image: Buffer;
  still: Buffer;
  song: Buffer;
}

export interface LeastRequest {
  path: string;
  isStarted?: boolean;
  /** The fields that it cannot do without. */
  fields(given: Given): V2Fields;
}

function toField(value: unknown, { image, still, song }: Given): FormValue {
  if (!isFileName(value)) return String(value);
  return value === "@song" ? song : value === "@still" ? still : image;
}

const ofRows = rows.filter(({ makes }) => makes !== "nothing").flatMap(({ isStarted: isRowStarted, requests }) =>
  requests.filter(({ path }) => path.startsWith("/v2")).map((request): LeastRequest => ({
    path: request.path,
    isStarted: request.isStarted ?? isRowStarted ?? false,
    fields: (given) => Object.fromEntries(Object.entries(leastFields(request))
      .map(([name, value]) => [name, toField(value, given)])),
  })));

/** One for each path of v2 that makes something. */
export const leastRequests: readonly LeastRequest[] =
  ofRows.filter(({ path }, index) => ofRows.findIndex((one) => one.path === path) === index);
