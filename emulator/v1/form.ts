/** What the fields and files of a form are to v1: every part is known by its name, or the request refused. */
import type { Form, Part } from "../http/form.ts";
import { badRequest, invalidFileSize, unknownFormField } from "./errors.ts";
import { integerFields, numberFields } from "./fields.ts";

/** What the fields and files of a request are called, as one operation knows them. */
export interface KnownNames {
  fields: readonly string[];
  files: readonly string[];
}

export type Files = ReadonlyMap<string, Buffer>;

export interface Values {
  /** As JSON would have them: numbers are numbers, prompts a list. Not yet checked. */
  fields: unknown;
  files: Files;
}

/** Not documented; larger than any picture that an engine takes. */
const maxFileBytes = 24 * 1024 * 1024;

const promptPart = /^text_prompts\[(-?\d+)\]\[(text|weight)\]$/;

/** Nobody means a longer one. */
const longestNumber = 400;

/** A text that is no number stays a text, for the check of types to refuse. */
function toNumber(name: string, text: string): number | string {
  if (text.length > longestNumber) return text;
  const isWritten = integerFields.has(name) ? /^[+-]?\d+$/.test(text) : text.trim() !== "";
  const number = Number(text);
  return isWritten && Number.isFinite(number) ? number : text;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest(`${name}: must be JSON`);
  }
}

function toValue(name: string, text: string): unknown {
  if (integerFields.has(name) || numberFields.has(name)) return toNumber(name, text);
  return name === "extras" ? parseJson(name, text) : text;
}

/** Prompts in the order of their indices, which need not follow each other. */
class Prompts {
  readonly #prompts = new Map<number, Record<string, unknown>>();

  add(index: number, member: string, text: string): void {
    const value = member === "weight" ? toNumber(member, text) : text;
    this.#prompts.set(index, { ...this.#prompts.get(index), [member]: value });
  }

  list(): Record<string, unknown>[] | undefined {
    if (this.#prompts.size === 0) return undefined;
    return [...this.#prompts].sort(([one], [other]) => one - other).map(([, prompt]) => prompt);
  }
}

function requireText({ filename, bytes }: Part): string {
  // Observed (rest-api-support#14): the name is missing from the text.
  if (filename !== undefined) throw unknownFormField("");
  return bytes.toString("utf8");
}

function filesOf(form: Form, names: readonly string[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const { name, bytes } of form.parts) {
    if (!names.includes(name)) continue;
    if (bytes.length > maxFileBytes || bytes.length === 0) throw invalidFileSize();
    files.set(name, bytes);
  }
  return files;
}

/**
 * Reads a form that has a part for each field.
 * @throws V1Error 400 for a part that is not known, and for a text that has a filename
 */
export function readParts(form: Form, known: KnownNames): Values {
  const fields: Record<string, unknown> = {};
  const prompts = new Prompts();
  for (const part of form.parts) {
    if (known.files.includes(part.name)) continue;
    const text = requireText(part);
    const [, index, member] = promptPart.exec(part.name) ?? [];
    if (index !== undefined && member !== undefined && known.fields.includes("text_prompts")) {
      prompts.add(Number(index), member, text);
    } else if (part.name !== "text_prompts" && known.fields.includes(part.name)) {
      fields[part.name] = toValue(part.name, text);
    } else {
      throw unknownFormField(part.name);
    }
  }
  const list = prompts.list();
  if (list !== undefined) fields["text_prompts"] = list;
  return { fields, files: filesOf(form, known.files) };
}

/**
 * Reads a form of v1alpha, which has its fields as JSON in the part `options`.
 * @throws V1Error 400 for other parts, and for options that are not JSON
 */
export function readOptions(form: Form, { files }: KnownNames): Values {
  let options: unknown;
  for (const part of form.parts) {
    if (files.includes(part.name)) continue;
    const text = requireText(part);
    if (part.name !== "options") throw unknownFormField(part.name);
    options = parseJson("options", text);
  }
  if (options === undefined) throw badRequest("options: is required");
  return { fields: options, files: filesOf(form, files) };
}
