/** From the parameters of an operation to the props of an action. */
import type { ParameterSet } from "../../operations/operation.ts";
import { isFile, type Parameter, type Parameters } from "../../operations/parameter.ts";
import { pictureLimitsInWords, rangeInWords } from "../../operations/parameters/picture-limits.ts";
import { inWords } from "../../operations/words.ts";

const types = {
  identifier: "string",
  pattern: "string",
  text: "string",
  integer: "integer",
  // Pipedream has no floating point type: such a number is typed as text and checked by us.
  number: "string",
  choice: "string",
  switch: "boolean",
  object: "object",
  prompt: "string",
  prompts: "string[]",
  picture: "string",
  sound: "string",
} as const;

/** What the data of a parameter says about its values, in words. */
function limitsInWords(parameter: Parameter): string[] {
  const { kind } = parameter;
  switch (kind) {
    case "integer":
    case "number": {
      const { min, max } = parameter;
      const range = max === undefined ? `At least ${inWords(min)}` : `From ${inWords(min)} to ${inWords(max)}`;
      return [kind === "integer" && parameter.multipleOf ? `${range}, a multiple of ${parameter.multipleOf}` : range];
    }
    case "text":
    case "prompt":
    case "prompts":
      return [`At most ${inWords(parameter.maxLength)} characters${kind === "prompts" ? " each" : ""}`];
    case "picture":
      return parameter.limits === undefined ? [] : pictureLimitsInWords(parameter.limits);
    case "sound":
      return [`Its length ${rangeInWords(parameter.seconds)} seconds`];
    case "identifier":
    case "pattern":
    case "choice":
    case "switch":
    case "object":
      return [];
  }
}

function exampleInWords({ examples: [example] }: Parameter): string {
  const first: unknown = Array.isArray(example) ? example[0] : example;
  return `Example: \`${typeof first === "string" ? first : JSON.stringify(first)}\``;
}

/** An older or a newer version of the API may not have it. */
const versionsInWords = ({ versions }: Parameter): string[] =>
  versions === undefined ? [] : [`Only in API version ${versions.join(" and ")}`];

const standardInWords = ({ apiDefault }: Parameter): string[] =>
  apiDefault === undefined ? [] : [`Default: ${typeof apiDefault === "number" ? inWords(apiDefault) : String(apiDefault)}`];

function describe(parameter: Parameter): string {
  const facts = [limitsInWords, standardInWords, versionsInWords].flatMap((toWords) => toWords(parameter));
  facts.push(exampleInWords(parameter));
  return `${parameter.description} ${facts.map((fact) => `${fact}.`).join(" ")}`;
}

/** What Pipedream knows of a prop, besides its options. */
export interface Prop {
  type: (typeof types)[Parameter["kind"]];
  label: string;
  description: string;
  optional?: true;
  default?: unknown;
  min?: number;
  max?: number;
  options?: string[];
  /** Tells Pipedream that the value is a file: a URL or a path. */
  format?: "file-ref";
}

/**
 * An optional prop has a `default` even where it is `undefined`: Pipedream's lint rules ask for the decision,
 * and ours is that what the user does not give is not sent.
 */
export function propOf(parameter: Parameter): Prop {
  return {
    type: types[parameter.kind],
    label: parameter.label,
    description: describe(parameter),
    ...parameter.kind === "integer" && { min: parameter.min },
    ...parameter.kind === "integer" && parameter.max !== undefined && { max: parameter.max },
    ...parameter.kind === "choice" && { options: [...parameter.options] },
    ...isFile(parameter) && { format: "file-ref" },
    ...parameter.required ? {} : { optional: true, default: parameter.default },
  };
}

type AppProp<App, Name> = {
  propDefinition: [App, Name] | [App, Name, (given: Record<string, unknown>) => Record<string, unknown>];
} & Pick<Prop, "label" | "description" | "optional" | "default">;

/** Tells Pipedream that a step reads or writes files in `/tmp`. */
interface DirProp {
  type: "dir";
  accessMode: "read" | "write" | "read-write";
  sync: true;
}

const namesFiles = (parameter: Parameter) =>
  isFile(parameter) || (parameter.kind === "object" && parameter.namesFiles === true);

/** None for an action that has nothing to do with files. */
function syncDirOf({ parameters, saves }: ParameterSet): { syncDir?: DirProp } {
  const reads = Object.values(parameters).some(namesFiles);
  if (!reads && saves !== true) return {};
  const accessMode = reads ? saves === true ? "read-write" : "read" : "write";
  return { syncDir: { type: "dir", accessMode, sync: true } };
}

/**
 * The props of an action. A parameter that the app defines (because its options come from the API or from other
 * values) refers to that definition; all others stand for themselves.
 */
export function propsOf<P extends Parameters, App extends { propDefinitions: object }>(
  set: ParameterSet<P>,
  app: App,
): Record<keyof P, Prop | AppProp<App, string>> & { syncDir?: DirProp } {
  const toProp = ([name, parameter]: [string, Parameter]) => {
    if (!(name in app.propDefinitions)) return [name, propOf(parameter)];
    const { label, description, optional, default: standard } = propOf(parameter);
    const given = parameter.optionsDependOn;
    return [name, {
      propDefinition: given === undefined
        ? [app, name]
        : [app, name, (values: Record<string, unknown>) =>
            Object.fromEntries(given.map((other) => [other, values[other]]))],
      label,
      description,
      ...optional && { optional, default: standard },
    }];
  };
  const props = Object.fromEntries(Object.entries(set.parameters).map(toProp)) as
    Record<keyof P, Prop | AppProp<App, string>>;
  return { ...props, ...syncDirOf(set) };
}
