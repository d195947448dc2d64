/** Checks the bodies of requests, and says what is wrong in the form of `init_image: is required`. */
import type { z } from "zod";
import { badRequest } from "./errors.ts";

type Issue = z.core.$ZodIssue;

const pathOf = (path: readonly PropertyKey[]) => path.map((part) => String(part)).join(".");

function describe(issue: Issue): string {
  const field = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") return `${pathOf([...issue.path, issue.keys[0] ?? ""])}: is not a known field`;
  return `${field === "" ? "body" : field}: ${issue.input === undefined ? "is required" : issue.message}`;
}

/**
 * The fields of a body that an operation has: the others are ignored, or refused where that is wanted. What is no
 * object is left to `parseBody`.
 * @throws V1Error for the first field that the operation does not have, if `isStrict`
 */
export function knownFields(body: unknown, known: readonly string[], isStrict: boolean): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const unknown = Object.keys(body).find((field) => !known.includes(field));
  if (isStrict && unknown !== undefined) throw badRequest(`${unknown}: is not a known field`);
  return Object.fromEntries(Object.entries(body).filter(([field]) => known.includes(field)));
}

/** @throws V1Error with the first thing that is wrong; its text is documented for missing fields only */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(issue === undefined ? "body: is not valid" : describe(issue));
}
