/** What a schema says of a value, as values that it allows and values just beyond. */
import type { Contract, Schema } from "./openapi.ts";

export interface Cases {
  allowed: readonly unknown[];
  refused: readonly unknown[];
}

/** A value in the place of a field: `["text_prompts", 0, "weight"]`. */
export type Place = readonly (string | number)[];

export type Fields = Record<string, unknown>;

export interface Field {
  place: Place;
  schema: Schema;
  isRequired: boolean;
}

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

function numberCases({ type, minimum, maximum, multipleOf }: Schema): Cases {
  const step = type === "integer" ? 1 : 0.01;
  const edges = [minimum, maximum].filter(isDefined);
  return {
    allowed: edges.length === 0 ? [-1.5, 0, 0.8167237, 7] : edges,
    refused: [
      minimum === undefined ? undefined : minimum - step,
      maximum === undefined ? undefined : maximum + step,
      multipleOf === undefined ? undefined : (minimum ?? 0) + 1,
      type === "integer" ? (minimum ?? 0) + 0.5 : undefined,
      "x",
    ].filter(isDefined),
  };
}

function stringCases({ enum: options, minLength = 0, maxLength }: Schema): Cases {
  if (options !== undefined) return { allowed: options, refused: ["no-such-option", "", options[0]?.concat("x")] };
  if (maxLength === undefined) return { allowed: ["x"], refused: [] };
  return {
    allowed: ["x".repeat(minLength), "x".repeat(maxLength)],
    refused: [...minLength > 0 ? ["x".repeat(minLength - 1)] : [], "x".repeat(maxLength + 1)],
  };
}

/** Only of one level: what is in arrays and objects are fields of their own. */
export function casesOf(schema: Schema): Cases {
  if (schema.type === "integer" || schema.type === "number") return numberCases(schema);
  if (schema.type === "string") return stringCases(schema);
  if (schema.type === "object") return { allowed: [{}], refused: ["x", 1] };
  return { allowed: [], refused: [] };
}

/** Values of another type, for what has types: JSON has, the texts of a form have not. */
export function ofOtherType({ type }: Schema): readonly unknown[] {
  if (type === "integer" || type === "number") return ["1", null];
  if (type === "array") return [[], "x", {}];
  return type === "string" ? [1, null] : [null];
}

export const isFile = ({ format }: Schema) => format === "binary";

/** The fields of a body and, below its arrays, of their items. */
export function fieldsOf(contract: Contract, body: Schema, at: Place = []): Field[] {
  return Object.entries(body.properties ?? {}).flatMap(([name, reference]) => {
    const schema = contract.resolve(reference);
    const place = [...at, name];
    const items = schema.items === undefined ? [] : fieldsOf(contract, contract.resolve(schema.items), [...place, 0]);
    return [{ place, schema, isRequired: (body.required ?? []).includes(name) }, ...items];
  });
}

/** A copy with another value at one place; `undefined` takes it away. */
export function withValue(fields: Fields, [name = "", index, member]: Place, value: unknown): Fields {
  if (typeof index !== "number" || typeof member !== "string") return { ...fields, [name]: value };
  const items = [...fields[name] as Fields[]];
  return { ...fields, [name]: items.with(index, { ...items[index], [member]: value }) };
}
