/** From what the user gave to values that can be sent; whatever is known to fail is refused, all at once. */
import { ConfigurationError } from "@pipedream/platform";
import { apiVersions, versionOf, type ApiVersion } from "../operations/api-version.ts";
import type {
  InputsOf,
  JsonObject,
  Operation,
  Parameter,
  Parameters,
  RuleContext,
  ValuesOf,
} from "../operations/operation.ts";
import { encodeRequest } from "./encode.ts";
import { formBytes } from "./form.ts";
import { parseParameter } from "./parse.ts";
import { FileInputError, type FileInputs } from "./file-input.ts";
import { problemsOfPicture } from "./picture-limits.ts";
import { counted, inWords } from "./words.ts";

interface Problem {
  parameters: readonly string[];
  text: string;
}

/** Opens a picture; what it throws as FileInputError is a problem of the parameter. */
export type OpenPicture = (reference: string) => ReturnType<FileInputs["openPicture"]>;

export interface CheckContext extends RuleContext {
  openPicture: OpenPicture;
}

interface ParsedInputs {
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

function parseAll({ parameters, paths }: Pick<Operation, "parameters" | "paths">, inputs: JsonObject): ParsedInputs {
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
async function openPictures(parameters: Parameters, parsed: ParsedInputs, openPicture: OpenPicture): Promise<void> {
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

function message(operation: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ parameters, text }) => `- ${[parameters.join(", "), text].filter(Boolean).join(": ")}`);
  const count = lines.length === 1 ? "One thing needs" : `${lines.length} things need`;
  return [`${operation} was not started and nothing was spent. ${count} a change:`, ...lines].join("\n");
}

interface Spending {
  maxCredits?: unknown;
}

/** The user's own limit of what a call may cost. */
function priceProblems<P extends Parameters>(
  operation: Operation<P>,
  values: Partial<ValuesOf<P>> & Spending,
): Problem[] {
  const { maxCredits } = values;
  if (operation.credits === undefined || typeof maxCredits !== "number") return [];
  const price = operation.credits(values);
  if (price !== undefined && price <= maxCredits) return [];
  const text = price === undefined
    ? "no document tells what this costs, so that no limit can be kept; leave it out"
    : `this costs about ${counted(price, "credit")}, more than the ${inWords(maxCredits)} allowed`;
  return [{ parameters: ["maxCredits"], text }];
}

/** Only of values that are fine by themselves can be said how many bytes they are on the way. */
function bodyProblems<P extends Parameters>(operation: Operation<P>, values: ValuesOf<P>): Problem[] {
  const { maxBodyBytes = Infinity } = apiVersions[versionOf(operation.paths, values)];
  const { body } = encodeRequest(operation, values);
  const bytes = body !== undefined && "form" in body ? formBytes(body.form) : 0;
  if (bytes <= maxBodyBytes) return [];
  const pictures = Object.entries(operation.parameters)
    .flatMap(([name, { kind }]) => kind === "picture" && name in values ? [name] : []);
  const text = `the request would have ${inWords(bytes)} bytes, but the API takes at most ${inWords(maxBodyBytes)}; `
    + "give smaller pictures, or the same ones as JPEG or WebP";
  return [{ parameters: pictures, text }];
}

/**
 * The checked values of an operation. `undefined` is the only "absent"; everything else that was given is read,
 * and refused if the API would refuse it.
 * @throws ConfigurationError that names every problem: which parameter, what it got and what would work
 */
export async function checkInputs<P extends Parameters>(
  operation: Operation<P>,
  inputs: InputsOf<P>,
  context: CheckContext,
): Promise<ValuesOf<P>> {
  const parsed = parseAll(operation, inputs);
  await openPictures(operation.parameters, parsed, context.openPicture);
  // A rule sees what could be read, also where a single value is out of its range: its own words are better then.
  const readable = parsed.values as Partial<ValuesOf<P>>;
  const values = operation.complete?.(readable) ?? readable;
  // To a rule, what was given and could not be read would look as if it were missing.
  const given: JsonObject = inputs;
  const isUnreadable = (name: string) => given[name] !== undefined && parsed.values[name] === undefined;
  const fromRules = operation.rules.flatMap((rule): Problem[] => {
    const text = rule.concerns.some(isUnreadable) ? undefined : rule.problem(values, context);
    return text === undefined ? [] : [{ parameters: rule.concerns, text }];
  });
  const covered = new Set(fromRules.flatMap(({ parameters }) => parameters));
  const fromValues = parsed.problems.filter(({ parameters }) => !parameters.some((name) => covered.has(name)));
  const problems = [...fromValues, ...fromRules, ...priceProblems(operation, values)];
  if (problems.length === 0) problems.push(...bodyProblems(operation, values as ValuesOf<P>));
  if (problems.length > 0) throw new ConfigurationError(message(operation.name, problems));
  return values as ValuesOf<P>;
}
