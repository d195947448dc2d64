/** From what the user gave to values that can be sent; whatever is known to fail is refused, all at once. */
import { ConfigurationError } from "@pipedream/platform";
import { apiVersions, versionOf } from "../../operations/api-version.ts";
import type { Operation, ParameterSet, RuleContext } from "../../operations/operation.ts";
import type { InputsOf, JsonObject, Parameter, Parameters, ValuesOf } from "../../operations/parameter.ts";
import { fitAdvice } from "../../operations/parameters/picture-limits.ts";
import { counted, inWords } from "../../operations/words.ts";
import type { EncodedRequest } from "../wire/encode.ts";
import { withoutKeys } from "../errors/redact.ts";
import { Form } from "../wire/form.ts";
import { readInputs, type FileOpener, type Problem } from "./read-inputs.ts";

/** The error for inputs with which nothing was begun. */
export function refusal(operation: string, problems: readonly Problem[]): ConfigurationError {
  const lines = problems.map(({ parameters, text }) => `- ${[parameters.join(", "), text].filter(Boolean).join(": ")}`);
  const count = lines.length === 1 ? "One thing needs" : `${lines.length} things need`;
  // A key that got into the wrong field is not repeated where others read it.
  return new ConfigurationError(
    withoutKeys([`${operation} was not started and nothing was spent. ${count} a change:`, ...lines].join("\n")),
  );
}

interface Spending {
  maxCredits?: unknown;
}

/** The user's own limit of what a call may cost. */
function priceProblems<P extends Parameters>(
  operation: ParameterSet<P>,
  values: Partial<ValuesOf<P>> & Spending,
): Problem[] {
  const { maxCredits } = values;
  if (operation.credits === undefined || typeof maxCredits !== "number") return [];
  const price = operation.credits(values);
  if (price !== undefined && price <= maxCredits) return [];
  const text = price === undefined
    ? "no document says what this costs, so a limit cannot be kept; leave it out"
    : `this costs about ${counted(price, "credit")}, more than the ${inWords(maxCredits)} allowed`;
  return [{ parameters: ["maxCredits"], text }];
}

/** What the rules between parameters find. */
function ruleProblems<P extends Parameters>(
  { rules = [] }: ParameterSet<P>,
  values: Partial<ValuesOf<P>>,
  isUnreadable: (name: string) => boolean,
  context: RuleContext,
): Problem[] {
  return rules.flatMap((rule): Problem[] => {
    // To a rule, what was given and could not be read would look as if it were missing.
    const text = rule.concerns.some(isUnreadable) ? undefined : rule.problem(values, context);
    return text === undefined ? [] : [{ parameters: rule.concerns, text }];
  });
}

/** What is wrong with single values, and is not said by a rule in better words. */
function ownProblems(problems: readonly Problem[], fromRules: readonly Problem[]): Problem[] {
  const covered = new Set(fromRules.flatMap(({ parameters }) => parameters));
  return problems.filter(({ parameters }) => !parameters.some((name) => covered.has(name)));
}

/**
 * The checked values of an operation. `undefined` and `null` are "absent"; everything else that was given is read,
 * and refused if the API would refuse it.
 * @param host what the request goes to
 * @param files opens the files that the inputs name
 * @throws ConfigurationError that names every problem: which parameter, what it got and what would work
 */
export async function checkInputs<P extends Parameters>(
  operation: ParameterSet<P>,
  inputs: InputsOf<P>,
  host: { isOfficial: boolean },
  files: FileOpener,
): Promise<ValuesOf<P>> {
  const given: JsonObject = inputs;
  const read = await readInputs(operation, given, files);
  // A rule sees what could be read, also where a single value is out of its range.
  const readable = read.values as Partial<ValuesOf<P>>;
  const values = operation.complete?.(readable) ?? readable;
  const isUnreadable = (name: string) => (given[name] ?? undefined) !== undefined && read.values[name] === undefined;
  const fromRules = ruleProblems(operation, values, isUnreadable, { isOfficialHost: host.isOfficial });
  const problems = [...ownProblems(read.problems, fromRules), ...fromRules, ...priceProblems(operation, values)];
  if (problems.length > 0) throw refusal(operation.name, problems);
  return values as ValuesOf<P>;
}

/** @throws ConfigurationError if the form of a request is larger than the API takes */
export function checkSize(operation: Operation, values: JsonObject, { payload }: EncodedRequest): void {
  const { name, paths, parameters } = operation;
  const maxBodyBytes = operation.maxBodyBytes ?? apiVersions[versionOf(paths, values)].maxBodyBytes ?? Infinity;
  if (payload === undefined || !("form" in payload)) return;
  const { bytes } = new Form(payload.form);
  if (bytes <= maxBodyBytes) return;
  const given = Object.entries(parameters).filter(([parameter]) => parameter in values);
  const namesOf = (wanted: Parameter["kind"]) => given.flatMap(([parameter, { kind }]) => kind === wanted ? [parameter] : []);
  const [pictures, sounds] = [namesOf("picture"), namesOf("sound")];
  const text = `the request would have ${inWords(bytes)} bytes, but the API takes at most ${inWords(maxBodyBytes)}; `
    + (sounds.length > 0 ? "give a shorter sound, or the same one as MP3" : `give smaller pictures, or the same ones as JPEG or WebP; ${fitAdvice}`);
  throw refusal(name, [{ parameters: [...pictures, ...sounds], text }]);
}
