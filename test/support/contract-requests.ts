/** Requests that are made from what a document says of an operation. */
import type { Fields } from "./contract-cases.ts";
import { control } from "./control.ts";
import type { Contract, Operation, Schema } from "./openapi.ts";
import { authorization, formOf, type FormValue, type VersionName } from "./stability-api.ts";

const key = "sk-emulator-contract";

/** Engines that draw small pictures, whatever the day, and more credits than any test spends. */
export async function prepare(url: string): Promise<void> {
  await control(url, "PUT", "/credits", { key, credits: 1_000_000 });
  for (const [id, like] of [
    ["small", "stable-diffusion-xl-beta-v2-2-2"],
    ["small-esrgan", "esrgan-v1-x2plus"],
    ["small-latent", "stable-diffusion-x4-latent-upscaler"],
  ]) await control(url, "POST", "/engines", { id, name: id, like });
}

function engineFor({ path }: Operation, body: Schema): string {
  if (!path.endsWith("/upscale")) return "small";
  return "text_prompts" in (body.properties ?? {}) ? "small-latent" : "small-esrgan";
}

/** v1alpha has its fields in the part `options`; here they stand beside the files, as in the other versions. */
export function flatten(contract: Contract, body: Schema): Schema {
  const { options, ...files } = body.properties ?? {};
  if (options === undefined) return body;
  const inner = contract.resolve(options);
  return {
    properties: { ...files, ...inner.properties },
    required: [...(body.required ?? []).filter((name) => name !== "options"), ...inner.required ?? []],
  };
}

/** As a form has it that has a part for each field. */
const toPart = (value: unknown): FormValue | undefined =>
  Buffer.isBuffer(value) || typeof value === "string" || value === undefined ? value : JSON.stringify(value);

function toParts({ text_prompts: prompts = [], ...others }: Fields): Record<string, FormValue | undefined> {
  const ofPrompts = (prompts as Fields[]).flatMap((prompt, index) =>
    Object.entries(prompt).map(([name, value]) => [`text_prompts[${index}][${name}]`, toPart(value)] as const));
  const ofOthers = Object.entries(others).map(([name, value]) => [name, toPart(value)] as const);
  return Object.fromEntries([...ofPrompts, ...ofOthers]);
}

function toForm(fields: Fields, version: VersionName): FormData {
  if (version !== "v1alpha") return formOf(toParts(fields));
  const files = Object.entries(fields).filter((entry): entry is [string, Buffer] => Buffer.isBuffer(entry[1]));
  const options = Object.fromEntries(Object.entries(fields).filter(([, value]) => !Buffer.isBuffer(value)));
  return formOf({ options: JSON.stringify(options), ...Object.fromEntries(files) });
}

let asked = 0;

/** What is tested is not the rate limit of 150 requests in 10 seconds. */
async function letTimePass(url: string): Promise<void> {
  asked += 1;
  if (asked % 100 === 0) await control(url, "POST", "/clock", { advanceMillis: 10_000 });
}

/** Sends fields to an operation, in the way in which its version wants them. */
export async function ask(
  url: string,
  version: VersionName,
  operation: Operation,
  body: Schema = {},
  fields: Fields = {},
  more: Record<string, string> = {},
): Promise<Response> {
  await letTimePass(url);
  const { method, mediaType } = operation;
  const address = `${url}${operation.path.replace("{engine_id}", engineFor(operation, body))}`;
  const headers = { ...authorization(key, version), ...more };
  if (mediaType === undefined) return fetch(address, { method, headers });
  return mediaType === "application/json"
    ? fetch(address, { method, headers: { ...headers, "Content-Type": mediaType }, body: JSON.stringify(fields) })
    : fetch(address, { method, headers, body: toForm(fields, version) });
}
