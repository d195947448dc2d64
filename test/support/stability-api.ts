/** Requests to an emulator, as a client of any of its versions would send them. */
import { expect } from "@jest/globals";

/** 32 hexadecimal digits. */
export const requestId = /^[0-9a-f]{32}$/;

let keys = 0;
/** A key of which nothing is spent yet. */
export const freshKey = () => `sk-emulator-fresh-${keys += 1}`;

export type VersionName = "v1" | "v1beta" | "v1alpha";

/** v1alpha takes the key as it is. */
export const authorization = (key: string, version: VersionName = "v1") =>
  ({ Authorization: version === "v1alpha" ? key : `Bearer ${key}` });

export async function get(url: string, path: string, headers: Record<string, string> = authorization(freshKey())) {
  const response = await fetch(`${url}${path}`, { headers });
  return { status: response.status, body: await response.json() as Record<string, unknown> };
}

export interface Sending {
  key?: string;
  accept?: string;
  version?: VersionName;
  engine?: string;
  organization?: string;
}

/** An engine that draws small pictures, so that tests are quick. */
export const smallEngine = "stable-diffusion-xl-beta-v2-2-2";

const generationPath = (operation: string, { version = "v1", engine = smallEngine }: Sending) =>
  `/${version}/generation/${engine}/${operation}`;

const headersOf = ({ key = freshKey(), accept = "application/json", version = "v1", organization }: Sending) => ({
  ...authorization(key, version),
  Accept: accept,
  ...organization !== undefined && { Organization: organization },
});

export const sendJson = (url: string, operation: string, body: unknown, sending: Sending = {}) =>
  fetch(`${url}${generationPath(operation, sending)}`, {
    method: "POST",
    headers: { ...headersOf(sending), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export type FormValue = string | number | Buffer;

export const asFile = (bytes: Buffer, type = "image/png") => new Blob([new Uint8Array(bytes)], { type });

/** Fields that are not defined are left out; a buffer becomes a file. */
export function formOf(fields: Record<string, FormValue | undefined>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (Buffer.isBuffer(value)) form.append(name, asFile(value), `${name}.png`);
    else form.append(name, String(value));
  }
  return form;
}

export const sendForm = (
  url: string,
  operation: string,
  fields: Record<string, FormValue | undefined> | FormData,
  sending: Sending = {},
) => fetch(`${url}${generationPath(operation, sending)}`, {
  method: "POST",
  headers: headersOf(sending),
  body: fields instanceof FormData ? fields : formOf(fields),
});

/** The form of v1alpha: files, and the fields as JSON. */
export const optionsForm = (options: unknown, files: Record<string, Buffer>) =>
  ({ options: JSON.stringify(options), ...files });

/** An error as `400 bad_request: <message>`, in v1's envelope. */
export async function errorOf(response: Response): Promise<string> {
  const answer = await response.json() as { id: string; name: string; message: string };
  if (response.ok) throw new Error("the emulator took it");
  expect(Object.keys(answer)).toStrictEqual(["id", "message", "name"]);
  expect(answer.id).toMatch(requestId);
  return `${response.status} ${answer.name}: ${answer.message}`;
}

export interface Artifact {
  base64: string;
  seed: number;
  finishReason: string;
}

/** @throws Error with the answer if it is no list of pictures */
export async function artifactsOf(response: Response): Promise<Artifact[]> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json() as { artifacts: Artifact[] }).artifacts;
}

/** The first picture of an answer. */
export async function pictureOf(response: Response): Promise<Buffer> {
  const [artifact] = await artifactsOf(response);
  return Buffer.from(artifact?.base64 ?? "", "base64");
}
