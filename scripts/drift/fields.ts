/** The fields of an operation of ours, in the words of a document, and what differs. */
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import type { Parameter } from "../../components/dreamstudio/operations/parameter.ts";
import { inWords, nothing, type Difference } from "./difference.ts";
import type { DocumentedParameter, DocumentedParameters } from "./document.ts";

/** Headers that requests of ours have; they are no parameters of an operation. */
export const headers: ReadonlySet<string> = new Set([
  "accept", "authorization", "content-type",
  "stability-client-id", "stability-client-user-id", "stability-client-version",
]);

const types: Readonly<Record<Parameter["kind"], string>> = {
  identifier: "string",
  pattern: "string",
  text: "string",
  integer: "integer",
  number: "number",
  choice: "string",
  switch: "string",
  object: "object",
  prompt: "array",
  prompts: "array",
  picture: "string",
  sound: "string",
};

/** The lengths that a pattern takes, of texts that are one letter again and again. */
function lengthsOf(pattern: RegExp): Pick<DocumentedParameter, "minLength" | "maxLength"> {
  const lengths = Array.from({ length: 1000 }, (_, length) => length).filter((length) => pattern.test("a".repeat(length)));
  return { minLength: Math.min(...lengths), maxLength: Math.max(...lengths) };
}

function described(parameter: Parameter, version: ApiVersion): DocumentedParameter {
  const { kind, apiDefault } = parameter;
  return {
    type: types[kind],
    isRequired: parameter.required === true,
    ...(kind === "integer" || kind === "number") && { minimum: parameter.min },
    ...(kind === "integer" || kind === "number") && parameter.max !== undefined && { maximum: parameter.max },
    ...kind === "integer" && parameter.maxIn?.[version] !== undefined && { maximum: parameter.maxIn[version] },
    ...kind === "integer" && parameter.multipleOf !== undefined && { multipleOf: parameter.multipleOf },
    ...kind === "choice" && { enum: [...parameter.options] },
    ...kind === "switch" && { enum: ["true", "false"] },
    ...kind === "pattern" && lengthsOf(parameter.pattern),
    ...kind === "text" && parameter.minLength > 0 && { minLength: parameter.minLength },
    ...(kind === "text" || kind === "prompt" || kind === "prompts") && { maxLength: parameter.maxLength },
    ...(kind === "picture" || kind === "sound") && { format: "binary" },
    ...apiDefault !== undefined && { default: kind === "switch" ? String(apiDefault) : apiDefault },
  };
}

const hasField = ({ versions }: Parameter, version: ApiVersion) =>
  versions === undefined || versions.includes(version);

/** Several parameters of ours can stand for one field; it is required if one of them is. */
export function ourFields({ parameters, fixedFields }: Operation, version: ApiVersion): DocumentedParameters {
  const fields: DocumentedParameters = new Map(Object.entries(fixedFields?.[version] ?? {})
    .map(([wire, value]) => [wire, { type: "string", isRequired: true, enum: [value] }]));
  for (const parameter of Object.values(parameters).filter((one) => hasField(one, version))) {
    const { wire } = parameter;
    if (wire === undefined) continue;
    const field = described(parameter, version);
    const isRequired = field.isRequired || fields.get(wire)?.isRequired === true;
    fields.set(wire, { ...field, isRequired });
  }
  return fields;
}

const aspects = [
  "type", "format", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "default", "enum", "isRequired",
] as const;

/** Only what means something: a length of 0 is none, and how a number is stored is no matter of requests. */
const meaningful = ({ minLength, format, ...field }: DocumentedParameter): DocumentedParameter => ({
  ...field,
  ...minLength !== undefined && minLength > 0 && { minLength },
  ...format === "binary" && { format },
});

type FieldDifference = Omit<Difference, "who" | "operation">;

export function differencesOfField(
  field: string, ours: DocumentedParameter, theirs: DocumentedParameter,
): FieldDifference[] {
  const documented = meaningful(theirs);
  return aspects.filter((aspect) => inWords(ours[aspect]) !== inWords(documented[aspect])).map((aspect) => ({
    field,
    aspect: aspect === "isRequired" ? "required" : aspect,
    ours: inWords(ours[aspect]),
    documented: inWords(documented[aspect]),
  }));
}

export function differencesOfFields(ours: DocumentedParameters, documented: DocumentedParameters): FieldDifference[] {
  const names = [...new Set([...ours.keys(), ...documented.keys()])].filter((name) => !headers.has(name.toLowerCase()));
  return names.flatMap((field) => {
    const [our, their] = [ours.get(field), documented.get(field)];
    if (our === undefined) return [{ field, aspect: "new", ours: nothing, documented: their?.type ?? "" }];
    if (their === undefined) return [{ field, aspect: "gone", ours: our.type, documented: nothing }];
    return differencesOfField(field, our, their);
  });
}
