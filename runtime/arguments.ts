/** Command-line arguments, one flag for each prop of a component. */
import { readFile } from "node:fs/promises";
import yargs, { type Options } from "yargs";
import { isObject, type Component, type Json } from "./component.ts";
import { isForUser, propsOf, type Prop } from "./prop.ts";
import { messageOf, RuntimeError } from "./runtime-error.ts";

export interface Arguments {
  /** Values of props, as they were typed. */
  values: Json;
  /** Whether the result shall be the only thing on stdout, as JSON. */
  json: boolean;
  /** The prop whose options are asked for. */
  options?: string;
}

const ownFlags = {
  props: { requiresArg: true, describe: "A JSON file with values of props by their names; flags go before it" },
  json: { type: "boolean", describe: "Print the result as JSON, and nothing else, to stdout" },
  options: { requiresArg: true, describe: "Show the options of a prop instead of running" },
} as const satisfies Record<string, Options>;

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

const flagsOf = (component: Component) => ({
  ...ownFlags,
  ...Object.fromEntries(propsOf(component).props.filter(isForUser).map((prop) => [prop.name, toFlag(prop)])),
});

const parser = (command: string, component: Component) => yargs()
  .scriptName(command)
  .usage(`$0 [--<prop> <value> ...]\n\n${component.name}: ${component.description ?? ""}`)
  .options(flagsOf(component))
  .group(Object.keys(ownFlags), "Flags of the runtime:")
  .group(propsOf(component).props.filter(isForUser).map(({ name }) => name), "Props:")
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

/** @throws RuntimeError for a flag that the component does not have, or a file of values that cannot be read */
export async function parseArguments(
  command: string,
  component: Component,
  args: readonly string[],
): Promise<Arguments> {
  const parsed = await parse(command, component, args);
  const names = propsOf(component).props.filter(isForUser).map(({ name }) => name);
  const flags = Object.fromEntries(names.flatMap((name) => parsed[name] === undefined ? [] : [[name, parsed[name]]]));
  const { props, options } = parsed;
  return {
    values: { ...typeof props === "string" && await readValues(props), ...flags },
    json: parsed["json"] === true,
    ...typeof options === "string" && { options },
  };
}

async function parse(command: string, component: Component, args: readonly string[]): Promise<Json> {
  try {
    return await parser(command, component).parseAsync([...args]);
  } catch (error) {
    throw new RuntimeError(`${messageOf(error)} (${command} --help shows all)`);
  }
}
