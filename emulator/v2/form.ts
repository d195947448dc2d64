/** Reads the form of a request as the schema of an operation wants it. */
import type { z } from "zod";
import { Form, type Part } from "../http/form.ts";
import { badRequest, notMultipart, payloadTooLarge } from "./errors.ts";

/** A schema of an object, whose members are the fields that an operation knows. */
export type FieldsSchema<Fields> = z.ZodType<Fields> & { readonly shape: object };

const maxBodyBytes = 10 * 1024 * 1024;

type Issue = z.core.$ZodIssue;

/** Observed: `prompt: required`. */
const describe = ({ path, input, message }: Issue) =>
  `${path.join(".")}: ${input === undefined ? "required" : message}`;

/** The official samples in Python send an empty file of this name, so that a form is sent at all. */
const isPlaceholder = ({ name, bytes }: Part) => name === "none" && bytes.length === 0;

function partsByName(form: Form, known: readonly string[]): Record<string, Part> {
  const parts = form.parts.filter((part) => !isPlaceholder(part));
  const unknown = [...new Set(parts.map(({ name }) => name))].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw badRequest(...unknown.map((name) => `${name}: is not a known field`));
  return Object.fromEntries(parts.map((part) => [part.name, part]));
}

/** @throws V2Error 400 if there is no form, and 413 if it is larger than the operation takes */
export function requireForm(body: unknown, isLimited: boolean): Form {
  if (!(body instanceof Form)) throw notMultipart();
  if (isLimited && body.bodyBytes > maxBodyBytes) throw payloadTooLarge();
  return body;
}

/** @throws V2Error 400 with all that is wrong with the fields */
export async function readFields<Fields>(form: Form, schema: FieldsSchema<Fields>): Promise<Fields> {
  const parsed = await schema.safeParseAsync(partsByName(form, Object.keys(schema.shape)), { reportInput: true });
  if (!parsed.success) throw badRequest(...parsed.error.issues.map(describe));
  return parsed.data;
}
