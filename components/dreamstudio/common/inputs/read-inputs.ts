/** From what the user gave to values: each read for itself. */
import { versionOf, type ApiVersion } from "../../operations/api-version.ts";
import type { JsonObject, Operation, Parameter, Parameters } from "../../operations/operation.ts";
import { FileInputError, type FileInputs } from "../files/file-input.ts";
import { parseParameter } from "./parse.ts";
import { problemsOfPicture } from "./picture-limits.ts";
import { inWords } from "../../operations/words.ts";

/** Something that is wrong with parameters; none of them for what is wrong with the operation as a whole. */
export interface Problem {
  parameters: readonly string[];
  text: string;
}

/** Opens a picture; what it throws as FileInputError is a problem of the parameter. */
export type OpenPicture = (reference: string) => ReturnType<FileInputs["openPicture"]>;

/** What the user gave, as far as it could be read. */
export interface ReadInputs {
  version: ApiVersion;
  values: JsonObject;
  problems: Problem[];
}

/** What a version of the API does not have at all. */
function absenceProblem({ versions }: Parameter, version: ApiVersion): string | undefined {
  return versions === undefined || versions.includes(version)
    ? undefined
    : `exists only in API version ${versions.join(" and ")}, and not in ${version}; leave it out`;
}

/** What a version of the API has in a smaller range. */
function rangeProblems(parameter: Parameter, value: unknown, version: ApiVersion): string[] {
  const max = parameter.kind === "integer" ? parameter.maxIn?.[version] : undefined;
  return max !== undefined && Number(value) > max
    ? [`got ${inWords(Number(value))}, but must be at most ${inWords(max)} in API version ${version}`]
    : [];
}

function parseAll({ parameters, paths }: Pick<Operation, "parameters" | "paths">, inputs: JsonObject): ReadInputs {
  const version = versionOf(paths, inputs);
  const values: JsonObject = {};
  const problems: Problem[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const input = inputs[name] === undefined ? parameter.default : inputs[name];
    if (input === undefined) {
      if (parameter.required) problems.push({ parameters: [name], text: "is missing" });
      continue;
    }
    const parsed = parseParameter(parameter, input);
    const absence = parsed.problems.length > 0 ? undefined : absenceProblem(parameter, version);
    if (absence === undefined && parsed.value !== undefined) values[name] = parsed.value;
    const texts = absence !== undefined ? [absence]
      : parsed.problems.length > 0 ? parsed.problems : rangeProblems(parameter, parsed.value, version);
    problems.push(...texts.map((text) => ({ parameters: [name], text })));
  }
  return { version, values, problems };
}

/** Puts the pictures themselves in the place of what names them. */
async function openPictures(parameters: Parameters, parsed: ReadInputs, openPicture: OpenPicture): Promise<void> {
  const { version, values, problems } = parsed;
  for (const [name, parameter] of Object.entries(parameters)) {
    const reference = values[name];
    if (parameter.kind !== "picture" || typeof reference !== "string") continue;
    try {
      const picture = await openPicture(reference);
      const limits = parameter.limitsIn?.[version] ?? parameter.limits;
      const texts = limits === undefined ? [] : problemsOfPicture(picture, limits);
      problems.push(...texts.map((text) => ({ parameters: [name], text })));
      values[name] = picture;
    } catch (error) {
      if (!(error instanceof FileInputError)) throw error;
      problems.push({ parameters: [name], text: error.message });
      values[name] = undefined;
    }
  }
}

/** The values that the user gave, with the pictures that they name, and what is wrong with each by itself. */
export async function readInputs(
  operation: Pick<Operation, "parameters" | "paths">,
  inputs: JsonObject,
  openPicture: OpenPicture,
): Promise<ReadInputs> {
  const read = parseAll(operation, inputs);
  await openPictures(operation.parameters, read, openPicture);
  return read;
}
