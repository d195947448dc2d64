/** From what the user gave to values that can be sent; whatever is known to fail is refused, all at once. */
import { ConfigurationError } from "@pipedream/platform";
import { apiVersions, versionOf } from "../../operations/api-version.ts";
import type { InputsOf, JsonObject, Operation, Parameters, RuleContext, ValuesOf } from "../../operations/operation.ts";
import { encodeRequest } from "../wire/encode.ts";
import { formBytes } from "../wire/form.ts";
import { readInputs, type OpenPicture, type Problem } from "./read-inputs.ts";
import { counted, inWords } from "../../operations/words.ts";

export interface CheckContext extends RuleContext {
  openPicture: OpenPicture;
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

/** What the rules between parameters find. */
function ruleProblems<P extends Parameters>(
  { rules }: Operation<P>,
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
 * The checked values of an operation. `undefined` is the only "absent"; everything else that was given is read,
 * and refused if the API would refuse it.
 * @throws ConfigurationError that names every problem: which parameter, what it got and what would work
 */
export async function checkInputs<P extends Parameters>(
  operation: Operation<P>,
  inputs: InputsOf<P>,
  context: CheckContext,
): Promise<ValuesOf<P>> {
  const given: JsonObject = inputs;
  const read = await readInputs(operation, given, context.openPicture);
  // A rule sees what could be read, also where a single value is out of its range.
  const readable = read.values as Partial<ValuesOf<P>>;
  const values = operation.complete?.(readable) ?? readable;
  const isUnreadable = (name: string) => given[name] !== undefined && read.values[name] === undefined;
  const fromRules = ruleProblems(operation, values, isUnreadable, context);
  const problems = [...ownProblems(read.problems, fromRules), ...fromRules, ...priceProblems(operation, values)];
  if (problems.length === 0) problems.push(...bodyProblems(operation, values as ValuesOf<P>));
  if (problems.length > 0) throw new ConfigurationError(message(operation.name, problems));
  return values as ValuesOf<P>;
}
