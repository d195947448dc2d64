/**
 * Our operations against the API's official documents, in both directions: every documented parameter is one of
 * ours, every one of ours is documented, and types, ranges, choices and requirements agree. What differs is listed
 * with its reason.
 */
import { describe, expect, test } from "@jest/globals";
import { getAccount, getBalance, listEngines } from "../../components/dreamstudio/operations/account.ts";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import { imageToImage } from "../../components/dreamstudio/operations/image-to-image.ts";
import { masking } from "../../components/dreamstudio/operations/masking.ts";
import type { Operation, Parameter, Parameters } from "../../components/dreamstudio/operations/operation.ts";
import { textToImage } from "../../components/dreamstudio/operations/text-to-image.ts";
import { upscale } from "../../components/dreamstudio/operations/upscale.ts";
import { hasDocuments, OpenApiDocument, type DocumentedParameter } from "../support/documented-parameters.ts";

type AnyOperation = Pick<Operation, "name" | "method" | "paths" | "fixedFields"> & { parameters: Parameters };

const v1Operations: readonly AnyOperation[] = [
  textToImage, imageToImage, masking, upscale, listEngines, getAccount, getBalance,
];
const olderOperations = v1Operations.filter(({ name }) => name !== "upscale");

/** A document, the version it is held against, and what its paths lack of ours. */
type Documented = readonly [document: string, version: ApiVersion, prefix: string, operations: readonly AnyOperation[]];

const documents: readonly Documented[] = [
  ["v1.json", "v1", "", v1Operations],
  ["v2.json", "v1", "", olderOperations],
  ["v1beta.json", "v1beta", "/v1beta", olderOperations],
  ["v1alpha.json", "v1alpha", "/v1alpha", olderOperations],
];

/** Sound and 3D are none of the operations of this test. */
const isElsewhere = (path: string) => /^\/v2beta\/(audio|3d)\//.test(path);

/** Headers that every request of ours has; they are no parameters of an operation. */
const headers = new Set(["Accept", "Stability-Client-ID", "Stability-Client-Version", "Authorization"]);

/** Where our data differs from a document: `<document> <operation> <field> <aspect>`, `*` for all, with the reason. */
const exceptions: readonly [pattern: string, reason: string][] = [
  ["* * engine_id required", "we have a default, so that the user need not give it"],
  ["v2.json * steps maximum", "the document of 2025 has 50, those of 2023 have 150: our check takes the wider range"],
  ["v1.json * steps default", "the default became 30 in 2025; it is only told to the user, and never sent"],
  ["v1beta.json * steps default", "as in v1.json"],
  ["v1alpha.json * steps default", "as in v1.json"],
  ["* * width default", "it depends on the engine: 1024 for Stable Diffusion XL, by the document of 2025"],
  ["* * height default", "as width"],
  ["v1.json masking mask_source enum", "the document names the three sources in prose and in its discriminator only"],
  ["v2.json masking mask_source enum", "as in v1.json"],
  ["v1beta.json masking mask_source enum", "as in v1.json"],
  ["v1alpha.json * width multipleOf", "the document says it in prose: increments of 64"],
  ["v1alpha.json * height multipleOf", "as width"],
  ["v1alpha.json image-to-image step_schedule_start default", "v1alpha documents none; 0.65 is that of v1"],
  ["v1alpha.json masking step_schedule_start default", "as in image-to-image"],
];

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "\\S+");
const isException = (difference: string) =>
  exceptions.some(([pattern]) => new RegExp(`^${escaped(pattern)}: `).test(difference));

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
};

/** What a parameter of ours says, in the words of a document. */
function described(parameter: Parameter, version: ApiVersion): DocumentedParameter {
  const { kind } = parameter;
  return {
    type: types[kind],
    isRequired: parameter.required === true,
    ...(kind === "integer" || kind === "number") && { minimum: parameter.min },
    ...(kind === "integer" || kind === "number") && parameter.max !== undefined && { maximum: parameter.max },
    ...kind === "integer" && parameter.maxIn?.[version] !== undefined && { maximum: parameter.maxIn[version] },
    ...kind === "integer" && parameter.multipleOf !== undefined && { multipleOf: parameter.multipleOf },
    ...kind === "choice" && { enum: [...parameter.options] },
    ...kind === "switch" && { enum: ["true", "false"] },
    ...(kind === "text" || kind === "prompt" || kind === "prompts") && { maxLength: parameter.maxLength },
    ...parameter.apiDefault !== undefined && { default: parameter.apiDefault },
  };
}

/** Several parameters of ours can stand for one field; it is required if one of them is. */
function ourFields({ parameters }: AnyOperation, version: ApiVersion): Map<string, DocumentedParameter> {
  const fields = new Map<string, DocumentedParameter>();
  for (const parameter of Object.values(parameters)) {
    const { place, versions = [version], wire } = parameter;
    if (place === "client" || !versions.includes(version)) continue;
    const field = described(parameter, version);
    fields.set(wire, { ...field, isRequired: field.isRequired || fields.get(wire)?.isRequired === true });
  }
  return fields;
}

const aspects = ["type", "minimum", "maximum", "multipleOf", "maxLength", "default"] as const;

function differencesOf(ours: DocumentedParameter, documented: DocumentedParameter): string[] {
  const differing = aspects.filter((aspect) => ours[aspect] !== documented[aspect])
    .map((aspect) => `${aspect}: ours ${String(ours[aspect])}, documented ${String(documented[aspect])}`);
  const [ourEnum, documentedEnum] = [ours, documented].map((field) => [...field.enum ?? []].sort().join());
  return [
    ...differing,
    ...ourEnum === documentedEnum ? [] : [`enum: ours ${ourEnum ?? ""}, documented ${documentedEnum ?? ""}`],
    ...ours.isRequired === documented.isRequired ? [] : [`required: ours ${String(ours.isRequired)}`],
  ];
}

function allDifferences(): string[] {
  return documents.flatMap(([name, version, prefix, operations]) => {
    const document = new OpenApiDocument(name);
    return operations.flatMap((operation) => {
      const path = operation.paths[version]?.slice(prefix.length) ?? "";
      const documented = document.parameters(path, operation.method.toLowerCase());
      const ours = ourFields(operation, version);
      const wires = [...new Set([...ours.keys(), ...documented.keys()])].filter((wire) => !headers.has(wire));
      return wires.flatMap((wire) => {
        const [our, their] = [ours.get(wire), documented.get(wire)];
        const differences = our === undefined ? ["ours: missing"]
          : their === undefined ? ["documented: missing"]
            : differencesOf(our, their);
        return differences.map((difference) => `${name} ${operation.name} ${wire} ${difference}`);
      });
    });
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
    { multipleOf: 5 }, { maxLength: 3 },
  ];
  for (const other of others) expect(differencesOf(ours, { ...documented, ...other })).toHaveLength(1);
});

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  const differences = hasDocuments ? allDifferences() : [];

  test("all that differs is listed with its reason", () => {
    expect(differences.filter((difference) => !isException(difference))).toStrictEqual([]);
  });

  test("all that is listed differs", () => {
    const unused = exceptions.filter(([pattern]) =>
      !differences.some((difference) => new RegExp(`^${escaped(pattern)}: `).test(difference)));
    expect(unused).toStrictEqual([]);
  });

  test.each(documents)("every path in %s is one of ours in %s", (name, version, prefix, operations) => {
    const ours = new Set(operations.flatMap(({ paths }) => paths[version]?.slice(prefix.length) ?? []));
    const isOfVersion = (path: string) => prefix !== "" || path.startsWith(`/${version}/`);
    const theirs = new OpenApiDocument(name).paths.filter((path) => isOfVersion(path) && !isElsewhere(path));
    expect([...ours].sort()).toStrictEqual(theirs.sort());
  });
});
