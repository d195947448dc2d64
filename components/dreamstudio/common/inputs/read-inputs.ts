/** From what the user gave to values: each read for itself. */
import { versionOf, type ApiVersion } from "../../operations/api-version.ts";
import type { Operation } from "../../operations/operation.ts";
import type {
  JsonObject, Parameter, Parameters, Picture, PictureParameter, Sound, SoundParameter,
} from "../../operations/parameter.ts";
import { FileInputError, type FileInputs } from "../files/file-input.ts";
import { parseParameter } from "./parse.ts";
import { problemsOfPicture } from "./picture-limits.ts";
import { problemsOfSound } from "./sound-limits.ts";
import { inWords } from "../../operations/words.ts";

/** Something that is wrong with parameters; none of them for what is wrong with the operation as a whole. */
export interface Problem {
  parameters: readonly string[];
  text: string;
}

/** Opens pictures and sounds; what it throws as FileInputError is a problem of the parameter. */
export type MediaOpener = Pick<FileInputs, "openPicture" | "openSound">;

/** What the user gave, as far as it could be read. */
export interface ReadInputs {
  /** The version of the API, if the values go to it. */
  version: ApiVersion | undefined;
  values: JsonObject;
  problems: Problem[];
}

/** An operation of the API, or a set of parameters that has no path. */
type Readable = Pick<Operation, "parameters"> & Partial<Pick<Operation, "paths">>;

/** What a version of the API does not have at all. */
function absenceProblem({ versions }: Parameter, version: ApiVersion | undefined): string | undefined {
  return versions === undefined || version === undefined || versions.includes(version)
    ? undefined
    : `exists only in API version ${versions.join(" and ")}, and not in ${version}; leave it out`;
}

/** What a version of the API has in a smaller range. */
function rangeProblems(parameter: Parameter, value: unknown, version: ApiVersion | undefined): string[] {
  const max = parameter.kind === "integer" && version !== undefined ? parameter.maxIn?.[version] : undefined;
  return max !== undefined && Number(value) > max
    ? [`got ${inWords(Number(value))}, but must be at most ${inWords(max)} in API version ${version ?? ""}`]
    : [];
}

function parseAll({ parameters, paths }: Readable, inputs: JsonObject): ReadInputs {
  const version = paths === undefined ? undefined : versionOf(paths, inputs);
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

/** A file that is opened, and why the API does not take it. */
interface OpenedMedia {
  media: Picture | Sound;
  problems: string[];
}

async function openMedia(
  parameter: PictureParameter | SoundParameter,
  reference: string,
  version: ApiVersion | undefined,
  files: MediaOpener,
): Promise<OpenedMedia> {
  if (parameter.kind === "sound") {
    const sound = await files.openSound(reference);
    return { media: sound, problems: problemsOfSound(sound, parameter.seconds) };
  }
  const picture = await files.openPicture(reference);
  const limits = (version && parameter.limitsIn?.[version]) ?? parameter.limits;
  return { media: picture, problems: limits === undefined ? [] : problemsOfPicture(picture, limits) };
}

/** Puts the pictures and sounds themselves in the place of what names them. */
async function openAll(parameters: Parameters, parsed: ReadInputs, files: MediaOpener): Promise<void> {
  const { version, values, problems } = parsed;
  for (const [name, parameter] of Object.entries(parameters)) {
    const reference = values[name];
    if ((parameter.kind !== "picture" && parameter.kind !== "sound") || typeof reference !== "string") continue;
    try {
      const opened = await openMedia(parameter, reference, version, files);
      problems.push(...opened.problems.map((text) => ({ parameters: [name], text })));
      values[name] = opened.media;
    } catch (error) {
      if (!(error instanceof FileInputError)) throw error;
      problems.push({ parameters: [name], text: error.message });
      values[name] = undefined;
    }
  }
}

/** The values that the user gave, with the files that they name, and what is wrong with each by itself. */
export async function readInputs(
  operation: Readable,
  inputs: JsonObject,
  files: MediaOpener,
): Promise<ReadInputs> {
  const read = parseAll(operation, inputs);
  await openAll(operation.parameters, read, files);
  return read;
}
