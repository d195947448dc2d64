/**
 * Our operations against the API's official documents, in both directions: every documented parameter is one of
 * ours, every one of ours is documented, and types, ranges, lengths, choices, defaults and requirements agree. What
 * differs is listed with its reason.
 */
import { describe, expect, test } from "@jest/globals";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import type { Parameter } from "../../components/dreamstudio/operations/parameter.ts";
import { textToImage } from "../../components/dreamstudio/operations/v1/text-to-image.ts";
import { hasDocuments, OpenApiDocument, type DocumentedParameter } from "../support/documented-parameters.ts";
import {
  modelGenerations, nameIn, soundForms, v1Operations, v2Generations, v2Operations, v2Results,
} from "../support/operations.ts";

const without = (operations: readonly Operation[], missing: string) =>
  operations.filter(({ name }) => name !== missing);

const olderOperations = without(v1Operations, "upscale");
const isOfAudio = (operation: Operation) => nameIn(operation, "v2beta").some((name) => name.includes("/audio/"));
const v2OperationsOf2025 = without(v2Operations, "style-transfer").filter((operation) => !isOfAudio(operation));

/** A document, the version it is held against, and what its paths lack of ours. */
type Documented = readonly [document: string, version: ApiVersion, prefix: string, operations: readonly Operation[]];

const documents: readonly Documented[] = [
  ["v1.json", "v1", "", v1Operations],
  ["v2.json", "v1", "", olderOperations],
  ["v1beta.json", "v1beta", "/v1beta", olderOperations],
  ["v1alpha.json", "v1alpha", "/v1alpha", olderOperations],
  ["v2.json", "v2beta", "", v2OperationsOf2025],
  ["v2.json", "v2alpha", "", v2Operations],
  ["2026-union.json", "v2beta", "", v2Operations],
  ["2026-union.json", "v2alpha", "", v2Operations],
  ["2026-union.json", "v1", "", v1Operations],
];

/** Headers that requests of ours have; they are no parameters of an operation. */
const headers = new Set([
  "accept", "authorization", "content-type",
  "stability-client-id", "stability-client-user-id", "stability-client-version",
]);

/** Where our data differs from a document: `<document> <version>/<operation> <field> <aspect>`, `*` for all, why. */
const exceptions: readonly [pattern: string, reason: string][] = [
  ["* * engine_id required", "we have a default, so that the user need not give it"],
  ["v2.json v1/* steps maximum", "the document of 2025 has 50, those of 2023 have 150: our check takes the wider range"],
  ["2026-union.json v1/* steps maximum", "as in v2.json"],
  ["v1.json * steps default", "the default became 30 in 2025; it is only told to the user, and never sent"],
  ["v1beta.json * steps default", "as in v1.json"],
  ["v1alpha.json * steps default", "as in v1.json"],
  ["* * width default", "it depends on the engine: 1024 for Stable Diffusion XL, by the document of 2025"],
  ["* * height default", "as width"],
  ["v1alpha.json * width multipleOf", "the document says it in prose: increments of 64"],
  ["v1alpha.json * height multipleOf", "as width"],
  ["v1alpha.json v1alpha/image-to-image step_schedule_start default", "v1alpha documents none; 0.65 is that of v1"],
  ["v1alpha.json v1alpha/masking step_schedule_start default", "as in image-to-image"],

  ["v2.json v2* seed type", "a seed that comes back is whole, and so is a prop that is an integer"],
  ["2026-union.json v2* seed type", "as in v2.json"],
  ["* * grow_mask type", "it counts pixels, which are whole"],
  ["* * motion_bucket_id type", "it numbers a bucket"],
  ["* v2beta/erase prompt ours", "a bug of both documents: required, described nowhere, and their own samples send none"],
  ["v2.json v2beta/generate-sd3 model enum", "sd3-* became other names for sd3.5-* on 2025-04-17, and are not in the "
  + "document of 2026; flash is in its prose and price list"],
  ["2026-union.json v2beta/generate-sd3 model enum", "flash is in the prose and the price list only"],
  ["v2.json v2beta/generate-sd3 output_format enum", "webp came after February 2025"],
  ["* * search_prompt minLength", "an empty text finds nothing that could be changed, and would be paid for"],
  ["* * select_prompt minLength", "as search_prompt"],
  ["* v2alpha/* search_prompt maxLength", "v2alpha documents none; 10,000 is that of v2beta"],
  ["* v2beta/stable-* vertex_count type", "it counts vertices"],
  ["* v2beta/stable-* target_count type", "it counts vertices or faces"],
  ["2026-union.json v2beta/*audio model enum", "all models are options of one action, and the address follows from them"],
  ["2026-union.json v2beta/*audio model default", "as its options"],
  ["2026-union.json v2beta/audio-inpaint model enum", "as text-to-audio"],
  ["2026-union.json v2beta/audio-inpaint model default", "as text-to-audio"],
  ["2026-union.json v2beta/*audio steps minimum", "its range depends on the model; for two models it stands in the prose"],
  ["2026-union.json v2beta/*audio steps maximum", "as its minimum"],
  ["2026-union.json v2beta/*audio steps default", "as its minimum"],
  ["2026-union.json v2beta/*audio cfg_scale default", "as the range of steps"],
  ["2026-union.json v2beta/audio-to-audio strength minimum", "stable-audio-2.5 takes 0.01 and more, by the prose"],
  ["* v2alpha/inpaint mode required", "it follows from the search prompt, so that the user need not give it"],
];

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "\\S+");
const patternOf = (exception: string) => new RegExp(`^${escaped(exception)}: `);
const isException = (difference: string) => exceptions.some(([pattern]) => patternOf(pattern).test(difference));

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

/** What a parameter of ours says, in the words of a document. */
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

type Fields = Map<string, DocumentedParameter>;

const hasField = ({ versions }: Parameter, version: ApiVersion) =>
  versions === undefined || versions.includes(version);

/** Several parameters of ours can stand for one field; it is required if one of them is. */
function ourFields({ parameters, fixedFields }: Operation, version: ApiVersion): Fields {
  const fields: Fields = new Map(Object.entries(fixedFields?.[version] ?? {})
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
  "type", "format", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "default",
] as const;

/** Only what means something: a length of 0 is none, and how a number is stored is no matter of requests. */
const meaningful = ({ minLength, format, ...field }: DocumentedParameter): DocumentedParameter => ({
  ...field,
  ...minLength !== undefined && minLength > 0 && { minLength },
  ...format === "binary" && { format },
});

function differencesOf(ours: DocumentedParameter, theirs: DocumentedParameter): string[] {
  const documented = meaningful(theirs);
  const differing = aspects.filter((aspect) => ours[aspect] !== documented[aspect])
    .map((aspect) => `${aspect}: ours ${String(ours[aspect])}, documented ${String(documented[aspect])}`);
  const [ourEnum, documentedEnum] = [ours, documented].map((field) => [...field.enum ?? []].sort().join());
  return [
    ...differing,
    ...ourEnum === documentedEnum ? [] : [`enum: ours ${ourEnum ?? ""}, documented ${documentedEnum ?? ""}`],
    ...ours.isRequired === documented.isRequired ? [] : [`required: ours ${String(ours.isRequired)}`],
  ];
}

function differencesOfOperation(ours: Fields, documented: Fields): string[] {
  const wires = [...new Set([...ours.keys(), ...documented.keys()])].filter((wire) => !headers.has(wire.toLowerCase()));
  return wires.flatMap((wire) => {
    const [our, their] = [ours.get(wire), documented.get(wire)];
    if (our === undefined) return [`${wire} ours: missing`];
    if (their === undefined) return [`${wire} documented: missing`];
    return differencesOf(our, their).map((difference) => `${wire} ${difference}`);
  });
}

function allDifferences(): string[] {
  return documents.flatMap(([document, version, prefix, operations]) => {
    const api = new OpenApiDocument(document);
    return operations.flatMap((operation) => nameIn(operation, version, prefix).flatMap((name) => {
      const documented = api.parameters(name, operation.fixedFields?.[version]);
      return differencesOfOperation(ourFields(operation, version), documented)
        .map((difference) => `${document} ${version}/${operation.name} ${difference}`);
    }));
  });
}

test("a document that says otherwise is found out, whatever it differs in", () => {
  const documented: DocumentedParameter = {
    type: "integer", isRequired: false, minimum: 10, maximum: 150, default: 30,
  };
  const ours = ourFields(textToImage, "v1").get("steps");
  if (ours === undefined) throw new Error("text-to-image has no steps");
  expect(differencesOf(ours, documented)).toStrictEqual([]);
  const others: Partial<DocumentedParameter>[] = [
    { type: "number" }, { isRequired: true }, { minimum: 9 }, { maximum: 50 }, { default: 50 }, { enum: ["10"] },
    { multipleOf: 5 }, { minLength: 1 }, { maxLength: 3 }, { format: "binary" },
  ];
  for (const other of others) expect(differencesOf(ours, { ...documented, ...other })).toHaveLength(1);
});

test("a field that only we have, or only a document, is found out", () => {
  const ours = ourFields(textToImage, "v1");
  const field: DocumentedParameter = { type: "string", isRequired: false };
  expect(differencesOfOperation(ours, ours)).toStrictEqual([]);
  expect(differencesOfOperation(ours, new Map([...ours, ["x", field], ["Accept", field]]))).toStrictEqual(["x ours: missing"]);
  expect(differencesOfOperation(new Map([...ours, ["x", field]]), ours)).toStrictEqual(["x documented: missing"]);
});

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  const differences = hasDocuments ? allDifferences() : [];

  test("all that differs is listed with its reason", () => {
    expect(differences.filter((difference) => !isException(difference))).toStrictEqual([]);
  });

  test("all that is listed differs", () => {
    const isUsed = ([pattern]: readonly [string, string]) =>
      differences.some((difference) => patternOf(pattern).test(difference));
    const unused = exceptions.filter((exception) => !isUsed(exception));
    expect(unused).toStrictEqual([]);
  });

  test.each(documents)("every operation of %s is one of ours in %s", (document, version, prefix, operations) => {
    const ours = new Set(operations.flatMap((operation) => nameIn(operation, version, prefix)));
    const isOfVersion = (path: string) => prefix !== "" || path.startsWith(`/${version}/`);
    const theirs = new OpenApiDocument(document).operations.filter((name) => {
      const [, path = ""] = name.split(" ");
      return isOfVersion(path);
    });
    expect([...ours].sort()).toStrictEqual(theirs.sort());
  });

  /** The media types that a document lets one ask for; where it has no header for it, anything or JSON. */
  const acceptable = (api: OpenApiDocument, name: string): readonly string[] =>
    api.parameters(name).get("accept")?.enum ?? [name.includes("/3d/") ? "*/*" : "application/json"];

  test.each(documents.filter(([, version]) => version.startsWith("v2")))(
    "what is asked for is documented in %s for %s", (document, version, prefix, operations) => {
      const api = new OpenApiDocument(document);
      const asked = [
        ...[...v2Generations, ...modelGenerations, ...soundForms].map((operation) =>
          ({ operation, accept: operation.accept({ apiVersion: version }) })),
        ...v2Results.map((operation) => ({ operation, accept: operation.accept({ apiVersion: version }) })),
      ].filter(({ operation }) => operations.includes(operation));
      for (const { operation, accept } of asked) {
        for (const name of nameIn(operation, version, prefix)) expect(acceptable(api, name)).toContain(accept);
      }
    },
  );
});
