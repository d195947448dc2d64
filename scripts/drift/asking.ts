/** Asks an emulator over HTTP what it takes, and reads from its refusals what is wrong with which field. */
import { createEmulator } from "stability-emulator";
import { defaultEngineId } from "../../components/dreamstudio/operations/v1/engines.ts";

/** How an operation is asked. */
export interface Asked {
  /** As `POST /v1/...`. */
  name: string;
  encoding: "json" | "form" | undefined;
}

/** An answer of the emulator, as far as it matters here. */
export interface Refusal {
  /** Whether the emulator has no such path. */
  isUnknown: boolean;
  /** What is wrong, one text each, as `steps: must be ...`; empty if all was taken. */
  problems: readonly string[];
}

export interface Emulator {
  ask(asked: Asked, fields?: Readonly<Record<string, unknown>>): Promise<Refusal>;
  close(): Promise<void>;
}

const asText = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);

/** v1 has a list of prompts as parts of their own. */
function partsOf(fields: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => Array.isArray(value)
    ? (value as object[]).flatMap((item, index) => Object.entries(item)
        .map(([member, inner]): [string, string] => [`${name}[${index}][${member}]`, asText(inner)]))
    : [[name, asText(value)]]);
}

function formOf(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of partsOf(fields)) form.append(name, value);
  return form;
}

interface Body {
  body?: string | FormData;
  headers?: Record<string, string>;
}

function bodyOf(encoding: Asked["encoding"], fields: Readonly<Record<string, unknown>>): Body {
  if (encoding === undefined) return {};
  return encoding === "json"
    ? { body: JSON.stringify(fields), headers: { "Content-Type": "application/json" } }
    : { body: formOf(fields) };
}

interface ErrorBody {
  name: string;
  message?: string;
  errors?: string[];
}

async function refusalOf(response: Response): Promise<Refusal> {
  if (response.ok) return { isUnknown: false, problems: [] };
  const { name, message, errors = message === undefined ? [] : [message] } = await response.json() as ErrorBody;
  return {
    isUnknown: response.status === 404 && name === "not_found",
    problems: response.status === 400 ? errors : [],
  };
}

const key = "sk-emulator-drift";

/** It draws nothing, as nobody has credits: what is taken ends there. */
export async function startEmulator(): Promise<Emulator> {
  // The clock runs on with each look at it, so that the rate limit never bites.
  let now = Date.now();
  const emulator = await createEmulator({ strict: true, startingCredits: 0, now: () => (now += 1000) });
  return {
    async ask({ name, encoding }, fields = {}) {
      const [method = "", path = ""] = name.split(" ");
      const { headers, ...body } = bodyOf(encoding, fields);
      const url = `${emulator.url}${path.replace("{engine_id}", defaultEngineId).replace("{id}", "0".repeat(64))}`;
      return refusalOf(await fetch(url, { method, ...body, headers: { ...headers, Authorization: `Bearer ${key}` } }));
    },
    close: () => emulator.close(),
  };
}
