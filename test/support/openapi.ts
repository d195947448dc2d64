/** Reads Stability's own OpenAPI documents for the tests of the emulator: what is asked and what is answered. */
import { readFileSync } from "node:fs";

export interface Schema {
  $ref?: string;
  type?: "string" | "number" | "integer" | "boolean" | "object" | "array";
  format?: string;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  allOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  items?: Schema;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
  minItems?: number;
  discriminator?: { propertyName: string; mapping: Record<string, string> };
}

interface Parameter {
  $ref?: string;
  in: "path" | "header" | "query";
  name: string;
  required?: boolean;
  schema: Schema;
}

interface OperationObject {
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  "x-lifecycle"?: string;
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, OperationObject>>;
  components: Record<string, Record<string, unknown>>;
}

export interface Operation {
  method: string;
  /** With the version before it. */
  path: string;
  headers: readonly Parameter[];
  mediaType: string | undefined;
  /** One for each form that the body may have; none for a GET. */
  bodies: readonly Schema[];
  /** What a good answer in JSON has, if the document says. */
  answer: Schema | undefined;
  /** All that it may answer with, as `200`. */
  statuses: readonly string[];
  /** What a derived document notes about when it lived. */
  lifecycle: string;
}

export interface Contract {
  operations: readonly Operation[];
  /** The members of an error that are required. */
  errorMembers: readonly string[];
  resolve: (schema: Schema) => Schema;
}

/** A body that is told apart from others by the value of one field. */
export interface Variant {
  fixed: Record<string, string>;
  schema: Schema;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function follow<T extends object>(document: Document, value: T & { $ref?: string }): T {
  if (value.$ref === undefined) return value;
  let found: unknown = document;
  for (const name of value.$ref.slice(2).split("/")) found = isObject(found) ? found[name] : undefined;
  if (!isObject(found)) throw new Error(`the document has no ${value.$ref}`);
  return follow(document, found as T);
}

/** Without references and `allOf` at its top, of which the last counts: its members may have them still. */
function resolveSchema(document: Document, reference: Schema): Schema {
  const { allOf = [], ...schema } = follow(document, reference);
  return [...allOf.map((part) => resolveSchema(document, part)), schema].reduce<Schema>((whole, part) => ({
    ...whole,
    ...part,
    properties: { ...whole.properties, ...part.properties },
    required: [...new Set([...whole.required ?? [], ...part.required ?? []])],
  }), {});
}

/** The bodies that a discriminator tells apart; none, if there is no discriminator. */
export function variantsOf({ resolve }: Contract, { discriminator }: Schema): readonly Variant[] {
  const { propertyName = "", mapping = {} } = discriminator ?? {};
  return Object.entries(mapping).map(([value, $ref]) =>
    ({ fixed: { [propertyName]: value }, schema: resolve({ $ref }) }));
}

/**
 * Reads the operations whose path begins as said.
 * @param prefix what the server's address in the document adds to each path
 */
export function readContract(file: string, prefix: string, isMeant: (path: string) => boolean): Contract {
  const document = JSON.parse(readFileSync(file, "utf8")) as Document;
  const resolve = (schema: Schema) => resolveSchema(document, schema);
  const operations = Object.entries(document.paths).filter(([path]) => isMeant(path)).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const { parameters = [], requestBody, responses, "x-lifecycle": lifecycle = "" } = operation;
      const [[mediaType, { schema }] = [undefined, { schema: undefined }]] = Object.entries(requestBody?.content ?? {});
      const body = schema === undefined ? undefined : resolve(schema);
      const { content = {} } = follow(document, responses["200"] ?? {});
      return {
        method: method.toUpperCase(),
        path: `${prefix}${path}`,
        headers: parameters.map((one) => follow(document, one)).filter((one) => one.in === "header"),
        mediaType,
        bodies: body === undefined ? [] : (body.oneOf ?? [body]).map(resolve),
        answer: Object.entries(content).find(([type]) => type.startsWith("application/json"))?.[1].schema,
        statuses: Object.keys(responses),
        lifecycle,
      };
    }));
  return { operations, errorMembers: resolve({ $ref: "#/components/schemas/Error" }).required ?? [], resolve };
}
