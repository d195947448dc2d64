/** `<command> <action>` and `<command> source <source>`: runs the components of a folder. */
import { parseArguments, usage } from "./arguments.ts";
import { overview, readCatalog } from "../component/catalog.ts";
import { loadComponent, type Component } from "../component/component.ts";
import { withLogsOn } from "./logs.ts";
import { listOptions } from "../component/options.ts";
import { reportError, reportOptions, reportResult, type Output } from "./report.ts";
import { runAction } from "../action/run-action.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { runSourceCommand } from "./source-command.ts";

export interface CommandLineOptions {
  /** The folder of an app's built components: `actions/<name>/<name>.mjs`, and `sources/` alike. */
  componentsFolder: string;
  /** How the command is called, as help shows it. */
  command: string;
  output?: Output;
}

/** @returns whether it went well, as far as no error was thrown */
async function run(
  args: readonly string[],
  { componentsFolder, command, output = process }: CommandLineOptions,
): Promise<boolean> {
  const catalog = readCatalog(componentsFolder);
  const isSource = args[0] === "source";
  const [name, ...flags] = isSource ? args.slice(1) : args;
  const kind = isSource ? "source" : "action";
  if (name === undefined || name.startsWith("-")) {
    output.stdout.write(`${await overview(command, catalog)}\n`);
    if (name === "--help" || args.length === 0) return true;
    throw new RuntimeError(name === undefined ? "Name a source." : `Name ${isSource ? "a source" : "an action"} before ${name}.`);
  }
  const files = catalog[`${kind}s`];
  const path = files.get(name);
  if (path === undefined) {
    throw new RuntimeError(`There is no ${kind} "${name}". There are: ${[...files.keys()].join(", ")}`);
  }
  const component = await loadComponent(path);
  return runComponent(component, flags, isSource ? `${command} source ${name}` : `${command} ${name}`, output);
}

async function runComponent(component: Component, flags: readonly string[], command: string, output: Output) {
  if (flags.includes("--help")) {
    output.stdout.write(`${await usage(command, component)}\n`);
    return true;
  }
  const given = await parseArguments(command, component, flags);
  const { values, json, options } = given;
  if (options !== undefined) {
    reportOptions(await listOptions(component, options, { values }), { json, output });
    return true;
  }
  if (component.type === "source") {
    return withLogsOn(output.stderr, () => runSourceCommand(component, given, output));
  }
  const result = await withLogsOn(output.stderr, () => runAction(component, { values }));
  reportResult(result, { json, output });
  return true;
}

/** @returns the exit code: 0 only if all went well; of a source, if its last poll did */
export async function main(args: readonly string[], options: CommandLineOptions): Promise<number> {
  try {
    return await run(args, options) ? 0 : 1;
  } catch (error) {
    reportError(error, options.output ?? process);
    return 1;
  }
}
