/** Command-line arguments, one flag for each prop of a component. */
import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import yargs, { type Options } from "yargs";
import { isObject, type Component, type Json } from "../component/component.ts";
import { isForUser, propsOf, type Prop } from "../component/prop.ts";
import { messageOf, RuntimeError } from "../component/runtime-error.ts";

export interface Arguments {
  /** Values of props, as they were typed. */
  values: Json;
  /** Whether the result is the only thing on stdout, as JSON. */
  json: boolean;
  /** The prop whose options are asked for. */
  options?: string;
  /** For a source: seconds from one poll to the next. */
  interval?: number;
  /** For a source: how many polls. */
  times?: number;
  /** For a source: the file that keeps its db. */
  db?: string;
}

const runtimeFlags = {
  props: { requiresArg: true, describe: "A JSON file with values of props by their names; flags go before it" },
  json: { type: "boolean", describe: "Print the result as JSON, and nothing else, to stdout" },
  options: { requiresArg: true, describe: "Show the options of a prop instead of running" },
} as const satisfies Record<string, Options>;

const sourceFlags = {
  interval: { requiresArg: true, describe: "Seconds from one poll to the next; the default of its timer if not said" },
  times: { requiresArg: true, describe: "How many polls; until Ctrl+C if not said" },
  db: { requiresArg: true, describe: "The file that keeps the db and the seen ids; .pipedream/<key>.json if not said" },
} as const satisfies Record<string, Options>;

const ownFlagsOf = ({ type }: Component): Record<string, Options> =>
  type === "source" ? { ...runtimeFlags, ...sourceFlags } : runtimeFlags;

const isList = ({ type }: Prop["definition"]) => type.endsWith("[]");

function toFlag({ definition }: Prop): Options {
  const { type, label, description, optional, default: standard } = definition;
  const facts = [
    type,
    ...optional ? [] : ["required"],
    ...standard === undefined ? [] : [`default: ${JSON.stringify(standard)}`],
  ];
  return {
    describe: `${label ?? ""} [${facts.join("] [")}]\n${description ?? ""}`,
    // Everything but a switch stays the text that was typed, since the form decides what it means.
    ...type === "boolean" ? { boolean: true } : { array: isList(definition), requiresArg: true },
  };
}

/** The props that have a flag. One that is named like a flag of the runtime has none: `--props` gives its value. */
const flaggedProps = (component: Component) =>
  propsOf(component).props.filter((prop) => isForUser(prop) && !(prop.name in ownFlagsOf(component)));

const flagsOf = (component: Component) => ({
  ...ownFlagsOf(component),
  ...Object.fromEntries(flaggedProps(component).map((prop) => [prop.name, toFlag(prop)])),
});

const parser = (command: string, component: Component) => yargs()
  .scriptName(command)
  .usage(`$0 [--<prop> <value> ...]\n\n${component.name}: ${component.description ?? ""}`)
  .options(flagsOf(component))
  .group(Object.keys(ownFlagsOf(component)), "Flags of the runtime:")
  .group(flaggedProps(component).map(({ name }) => name), "Props:")
  .parserConfiguration({ "dot-notation": false, "greedy-arrays": false, "parse-numbers": false })
  .strict()
  .locale("en")
  .wrap(110)
  .help(false)
  .version(false)
  .exitProcess(false)
  .fail(false);

/** The props of a component, their types and defaults, as a table. */
export const usage = (command: string, component: Component): Promise<string> => parser(command, component).getHelp();

async function readValues(path: string): Promise<Json> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new RuntimeError(`--props: ${messageOf(error)}`);
  });
  try {
    const values: unknown = JSON.parse(text);
    if (isObject(values)) return values;
  } catch {
    // Told below, like JSON that is not an object.
  }
  throw new RuntimeError(`--props: ${path} does not hold a JSON object.`);
}

function readNumber<Name extends string>(name: Name, typed: unknown): Partial<Record<Name, number>> {
  if (typed === undefined) return {};
  const number = Number(typed);
  if (Number.isNaN(number)) throw new RuntimeError(`--${name} must be a number, but is ${inspect(typed)}.`);
  return { [name]: number } as Record<Name, number>;
}

/** @throws RuntimeError for a flag that the component does not have, or a file of values that cannot be read */
export async function parseArguments(
  command: string,
  component: Component,
  args: readonly string[],
): Promise<Arguments> {
  const parsed = await parse(command, component, args);
  const given = flaggedProps(component).map(({ name }) => [name, parsed[name]] as const);
  const { props, json, options, interval, times, db } = parsed;
  const isSource = component.type === "source";
  return {
    values: {
      ...typeof props === "string" && await readValues(props),
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    },
    json: json === true,
    ...typeof options === "string" && { options },
    ...isSource && { ...readNumber("interval", interval), ...readNumber("times", times) },
    ...isSource && typeof db === "string" && { db },
  };
}

async function parse(command: string, component: Component, args: readonly string[]): Promise<Json> {
  try {
    return await parser(command, component).parseAsync([...args]);
  } catch (error) {
    throw new RuntimeError(`${messageOf(error)} (${command} --help shows all)`);
  }
}
