/** Reads the form of a request as the schema of an operation wants it. */
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { Form, type Part } from "../http/form.ts";
import { requireAuthorization } from "./caller.ts";
import { badRequest, notMultipart, unnamedPart } from "./errors.ts";

/** A schema of an object, whose members are the fields that an operation knows. */
export type FieldsSchema<Fields> = z.ZodType<Fields> & { readonly shape: object };

type Issue = z.core.$ZodIssue;

/** Observed: `prompt: required`. */
const describe = ({ path, input, message }: Issue) =>
  `${path.join(".")}: ${input === undefined ? "required" : message}`;

/** The official samples in Python send an empty file of this name, so that a form is sent at all. */
const isPlaceholder = ({ name, bytes }: Part) => name === "none" && bytes.length === 0;

function partsByName(form: Form, known: readonly string[], isStrict: boolean): Record<string, Part> {
  const parts = form.parts.filter((part) => !isPlaceholder(part));
  if (!isStrict) return Object.fromEntries(parts.map((part) => [part.name, part]));
  const unknown = [...new Set(parts.map(({ name }) => name))].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw badRequest(...unknown.map((name) => `${name}: is not a known field`));
  return Object.fromEntries(parts.map((part) => [part.name, part]));
}

/** @throws V2Error 400 if there is no form, or a part whose name is missing or not in quotation marks */
export function requireForm(request: FastifyRequest): Form {
  const { body, headers } = request;
  if (body instanceof Form) {
    if (body.parts.some(({ hasQuotedName }) => !hasQuotedName)) throw unnamedPart();
    return body;
  }
  requireAuthorization(request);
  throw notMultipart(headers["content-type"]);
}

/**
 * Fields that the operation does not know are ignored, or refused where that is wanted.
 * @throws V2Error 400 with all that is wrong with the fields
 */
export async function readFields<Fields>(form: Form, schema: FieldsSchema<Fields>, isStrict: boolean): Promise<Fields> {
  const parts = partsByName(form, Object.keys(schema.shape), isStrict);
  const parsed = await schema.safeParseAsync(parts, { reportInput: true });
  if (!parsed.success) throw badRequest(...parsed.error.issues.map(describe));
  return parsed.data;
}
