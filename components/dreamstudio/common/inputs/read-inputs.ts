/** From what the user gave to values: each read for itself. */
import { versionOf, type ApiVersion } from "../../operations/api-version.ts";
import type { Operation } from "../../operations/operation.ts";
import type { JsonObject, Parameter, Parameters } from "../../operations/parameter.ts";
import { FileInputError, type FileInputs } from "../files/file-input.ts";
import { isObject } from "../json.ts";
import { parseParameter, parseReference } from "./parse.ts";
import { problemsOfPicture } from "./picture-limits.ts";
import { problemsOfSound } from "./sound-limits.ts";
import { inWords } from "../../operations/words.ts";

/** Something that is wrong with parameters; none of them for what is wrong with the operation as a whole. */
export interface Problem {
  parameters: readonly string[];
  text: string;
}

/** Opens files; what it throws as FileInputError is a problem of the parameter. */
export type FileOpener = Pick<FileInputs, "openPicture" | "openSound" | "openFile">;

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
    const input = inputs[name] ?? parameter.default;
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

/** A file that a parameter names, and what is wrong with it. */
interface Opened {
  file?: unknown;
  problems: string[];
}

async function opened<File>(open: () => Promise<File>, problemsOf: (file: File) => string[]): Promise<Opened> {
  try {
    const file = await open();
    return { file, problems: problemsOf(file) };
  } catch (error) {
    if (!(error instanceof FileInputError)) throw error;
    return { problems: [error.message] };
  }
}

async function openOne(reference: unknown, files: FileOpener): Promise<Opened> {
  const { problems } = parseReference(reference);
  return problems.length > 0 ? { problems } : opened(() => files.openFile(String(reference)), () => []);
}

/** Files by the names of fields. */
async function openEach(references: JsonObject, files: FileOpener): Promise<Opened> {
  const entries = await Promise.all(Object.entries(references).map(async ([field, reference]) =>
    [field, await openOne(reference, files)] as const));
  return {
    file: Object.fromEntries(entries.map(([field, { file }]) => [field, file])),
    problems: entries.flatMap(([field, { problems }]) => problems.map((problem) => `${field}: ${problem}`)),
  };
}

/** `undefined` for a parameter that names no files. */
async function open(
  parameter: Parameter,
  value: unknown,
  version: ApiVersion | undefined,
  files: FileOpener,
): Promise<Opened | undefined> {
  if (parameter.kind === "object" && parameter.namesFiles && isObject(value)) return openEach(value, files);
  if (typeof value !== "string") return undefined;
  if (parameter.kind === "sound") {
    return opened(() => files.openSound(value), (sound) => problemsOfSound(sound, parameter.seconds));
  }
  if (parameter.kind !== "picture") return undefined;
  const limits = (version && parameter.limitsIn?.[version]) ?? parameter.limits ?? {};
  return opened(() => files.openPicture(value), (picture) => problemsOfPicture(picture, limits));
}

/** Puts the files themselves in the place of what names them. */
async function openFiles(parameters: Parameters, parsed: ReadInputs, files: FileOpener): Promise<void> {
  const { version, values, problems } = parsed;
  for (const [name, parameter] of Object.entries(parameters)) {
    const found = await open(parameter, values[name], version, files);
    if (found === undefined) continue;
    values[name] = found.file;
    problems.push(...found.problems.map((text) => ({ parameters: [name], text })));
  }
}

/** The values that the user gave, with the files that they name, and what is wrong with each by itself. */
export async function readInputs(
  operation: Readable,
  inputs: JsonObject,
  files: FileOpener,
): Promise<ReadInputs> {
  const read = parseAll(operation, inputs);
  await openFiles(operation.parameters, read, files);
  return read;
}
