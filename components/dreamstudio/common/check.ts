/** From what the user gave to values that can be sent; whatever is known to fail is refused, all at once. */
import { ConfigurationError } from "@pipedream/platform";
import type { InputsOf, Operation, Parameters, RuleContext, ValuesOf } from "../operations/operation.ts";
import { parseParameter } from "./parse.ts";

interface Problem {
  parameters: readonly string[];
  text: string;
}

function parseAll(parameters: Parameters, inputs: Record<string, unknown>) {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const input = inputs[name] ?? (inputs[name] === undefined ? parameter.default : null);
    if (input === undefined) {
      if (parameter.required) problems.push({ parameters: [name], text: "is missing" });
      continue;
    }
    const parsed = parseParameter(parameter, input);
    if (parsed.value !== undefined) values[name] = parsed.value;
    problems.push(...parsed.problems.map((text) => ({ parameters: [name], text })));
  }
  return { values, problems };
}

function message(operation: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ parameters, text }) => `- ${parameters.join(", ")}: ${text}`);
  const count = lines.length === 1 ? "One thing needs" : `${lines.length} things need`;
  return [`${operation} was not started and nothing was spent. ${count} a change:`, ...lines].join("\n");
}

/**
 * The checked values of an operation. `undefined` is the only "absent"; everything else that was given is read,
 * and refused if the API would refuse it.
 * @throws ConfigurationError that names every problem: which parameter, what it got and what would work
 */
export function checkInputs<P extends Parameters>(
  operation: Operation<P>,
  inputs: InputsOf<P>,
  context: RuleContext,
): ValuesOf<P> {
  const parsed = parseAll(operation.parameters, inputs);
  // A rule sees what could be read, also where a single value is out of its range: its own words are better then.
  const values = operation.complete(parsed.values as Partial<ValuesOf<P>>);
  const fromRules = operation.rules.flatMap((rule): Problem[] => {
    const text = rule.problem(values, context);
    return text === undefined ? [] : [{ parameters: rule.concerns, text }];
  });
  const covered = new Set(fromRules.flatMap(({ parameters }) => parameters));
  const fromValues = parsed.problems.filter(({ parameters }) => !parameters.some((name) => covered.has(name)));
  const problems = [...fromValues, ...fromRules];
  if (problems.length > 0) throw new ConfigurationError(message(operation.name, problems));
  return values as ValuesOf<P>;
}
