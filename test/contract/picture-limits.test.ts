/** Which files our operations take, against what the API's official documents say about it in sentences. */
import { describe, expect, test } from "@jest/globals";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { PictureParameter, SoundParameter } from "../../components/dreamstudio/operations/parameter.ts";
import type { PictureLimits } from "../../components/dreamstudio/operations/parameters/picture-limits.ts";
import type { DocumentedParameter } from "../../scripts/drift/document.ts";
import { hasDocuments, readDocument } from "../support/official-documents.ts";
import { nameIn, v2Operations } from "../support/operations.ts";

const toNumber = (text = "") => Number(text.replaceAll(",", ""));

/** A line of a list, and what it says. */
type Reading = readonly [line: RegExp, read: (...numbers: string[]) => PictureLimits];

const side = (min?: string, max?: string): PictureLimits =>
  ({ side: { min: toNumber(min), ...max !== undefined && { max: toNumber(max) } } });

const readings: readonly Reading[] = [
  [/^every side must be at least ([\d,]+) pixels$/, (min) => side(min)],
  [/^(?:width|height) must be between ([\d,]+) and ([\d,]+) pixels$/, (min, max) => side(min, max)],
  [/^total pixel count must be at least ([\d,]+) pixels$/, (min) => ({ pixels: { min: toNumber(min) } })],
  [
    /^total pixel count must be between ([\d,]+) and ([\d,]+) pixels$/,
    (min, max) => ({ pixels: { min: toNumber(min), max: toNumber(max) } }),
  ],
  [/^the total pixel count cannot exceed ([\d,]+) pixels\b/, (max) => ({ pixels: { max: toNumber(max) } })],
  [/^(?:the aspect ratio )?must be between 1:2\.5 and 2\.5:1\b/, () => ({ maxRatio: 2.5 })],
];

function readRule(line: string): PictureLimits {
  for (const [pattern, read] of readings) {
    const numbers = pattern.exec(line.toLowerCase())?.slice(1);
    if (numbers !== undefined) return read(...numbers);
  }
  throw new Error(`what does it say? ${line}`);
}

const formats = ["jpeg", "png", "webp"];

/** What a description says in its lists. @throws Error if it has a line that cannot be read */
function limitsIn(description: string): PictureLimits {
  const lines = [...description.matchAll(/^ *- (.+?)$/gm)].map(([, line = ""]) => line);
  const named = lines.filter((line) => formats.includes(line)).map((format) => `image/${format}`);
  const sizes = lines.flatMap((line) => {
    const [, width, height] = /^(\d+)x(\d+)$/.exec(line) ?? [];
    return width === undefined ? [] : [{ width: toNumber(width), height: toNumber(height) }];
  });
  const rules = lines.filter((line) => !formats.includes(line) && !/^\d+x\d+$/.test(line)).map(readRule);
  return {
    ...named.length > 0 && named.length < formats.length && { contentTypes: named },
    ...sizes.length > 0 && { sizes },
    ...Object.assign({}, ...rules) as PictureLimits,
  };
}

/** How long a sound may be, as a description says. */
function secondsIn(description: string): SoundParameter["seconds"] | undefined {
  const [, min, max] = /\bmust be between (\d+) and (\d+) seconds long$/.exec(description) ?? [];
  return min === undefined ? undefined : { min: toNumber(min), max: toNumber(max) };
}

/** What a description says of a file. */
const documentedLimits = ({ description = "" }: DocumentedParameter) => secondsIn(description) ?? limitsIn(description);

/** The fields of an operation that are files, with what we hold them to. */
function ourLimits(operation: (typeof v2Operations)[number], version: ApiVersion): Record<string, object> {
  const sounds = Object.values(operation.parameters)
    .filter((parameter): parameter is SoundParameter => parameter.kind === "sound");
  const pictures = Object.values(operation.parameters)
    .filter((parameter): parameter is PictureParameter => parameter.kind === "picture");
  return Object.fromEntries<object>([
    ...pictures.map(({ wire = "", limits = {}, limitsIn: byVersion }) => [wire, byVersion?.[version] ?? limits] as const),
    ...sounds.map(({ wire = "", seconds }) => [wire, seconds] as const),
  ]);
}

test("lists of every kind are read, and a line that is none of them is found out", () => {
  expect(limitsIn([
    "Supported Formats:", "- jpeg", "- png", "- webp",
    "- Width must be between 32 and 1,536 pixels", "- Total pixel count must be at least 1,024 pixels",
    "- The aspect ratio must be between 1:2.5 and 2.5:1",
  ].join("\n"))).toStrictEqual({ side: { min: 32, max: 1536 }, pixels: { min: 1024 }, maxRatio: 2.5 });
  expect(limitsIn("- jpeg\n- png\n\n- 768x768"))
    .toStrictEqual({ contentTypes: ["image/jpeg", "image/png"], sizes: [{ width: 768, height: 768 }] });
  expect(limitsIn("In black and white.")).toStrictEqual({});
  expect(() => limitsIn("- Every side must be less than 5,000 pixels")).toThrow("what does it say?");
});

const documents = hasDocuments
  ? ["v2.json", "2026-union.json"].map((name) => ({ name, api: readDocument(name) }))
  : [];

(hasDocuments ? describe : () => undefined)("with the documents", () => {
  const cases = documents.flatMap(({ name, api }) => v2Operations.flatMap((operation) =>
    (["v2beta", "v2alpha"] as const).flatMap((version) => nameIn(operation, version)
      .filter((path) => api.operations.includes(path))
      .map((path) => ({ name, api, operation, version, path })))));

  test.each(cases)("$path takes the files that $name says", ({ api, operation, version, path }) => {
    const fields = api.parameters(path, operation.fixedFields?.[version]);
    const documented = [...fields].filter(([, { format }]) => format === "binary")
      .map(([wire, parameter]) => [wire, documentedLimits(parameter)]);
    expect(ourLimits(operation, version)).toStrictEqual(Object.fromEntries(documented));
  });
});
