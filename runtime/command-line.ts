/** `<command> <action> [--<prop> <value> ...]`: runs the actions of a folder of components. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { parseArguments, usage } from "./arguments.ts";
import { loadComponent, type Component } from "./component.ts";
import { listOptions } from "./options.ts";
import { reportError, reportOptions, reportResult, type Output } from "./report.ts";
import { runAction } from "./run-action.ts";
import { RuntimeError } from "./runtime-error.ts";

export interface CommandLineOptions {
  /** The folder of an app's built components; its actions are in `actions/<name>/<name>.mjs`. */
  componentsFolder: string;
  /** How the command is called, as help shows it. */
  command: string;
  output?: Output;
}

function actionFiles(folder: string): Map<string, string> {
  const actions = join(folder, "actions");
  const names = existsSync(actions) ? readdirSync(actions).sort() : [];
  return new Map(names.map((name) => [name, join(actions, name, `${name}.mjs`)] as const)
    .filter(([, path]) => existsSync(path)));
}

/** What the whole command can do, from the names and the first sentences of the actions. */
async function overview(command: string, files: ReadonlyMap<string, string>): Promise<string> {
  const actions = await Promise.all([...files].map(async ([name, path]) => [name, await loadComponent(path)] as const));
  const width = Math.max(...actions.map(([name]) => name.length));
  const firstSentence = ({ description = "" }: Component) => description.split(/(?<=\.)\s/, 1).join("");
  return [
    `${command} <action> [--<prop> <value> ...]`,
    "",
    "Actions:",
    ...actions.map(([name, action]) => `  ${name.padEnd(width)}  ${firstSentence(action)}`),
    "",
    `${command} <action> --help shows the props of an action.`,
    `${command} <action> --options <prop> shows what a prop offers.`,
  ].join("\n");
}

async function run(args: readonly string[], { componentsFolder, command, output = process }: CommandLineOptions) {
  const files = actionFiles(componentsFolder);
  const [name, ...flags] = args;
  if (name === undefined || name.startsWith("-")) {
    output.stdout.write(`${await overview(command, files)}\n`);
    if (name !== undefined && name !== "--help") throw new RuntimeError(`Name an action before ${name}.`);
    return;
  }
  const path = files.get(name);
  if (path === undefined) {
    throw new RuntimeError(`There is no action "${name}". There are: ${[...files.keys()].join(", ")}`);
  }
  const component = await loadComponent(path);
  await runComponent(component, flags, `${command} ${name}`, output);
}

/** What a component logs is not its result, so it goes to another stream while it runs. */
async function withLogsOn<T>(stream: Output["stderr"], task: () => Promise<T>): Promise<T> {
  const { log, info, debug } = console;
  const write = (...args: unknown[]) => void stream.write(`${format(...args)}\n`);
  Object.assign(console, { log: write, info: write, debug: write });
  try {
    return await task();
  } finally {
    Object.assign(console, { log, info, debug });
  }
}

async function runComponent(component: Component, flags: readonly string[], command: string, output: Output) {
  if (flags.includes("--help")) {
    output.stdout.write(`${await usage(command, component)}\n`);
    return;
  }
  const { values, json, options } = await parseArguments(command, component, flags);
  if (options !== undefined) {
    reportOptions(await listOptions(component, options, { values }), { json, output });
  } else {
    const result = await withLogsOn(output.stderr, () => runAction(component, { values }));
    reportResult(result, { json, output });
  }
}

/** @returns the exit code: 0 only if all went well */
export async function main(args: readonly string[], options: CommandLineOptions): Promise<number> {
  try {
    await run(args, options);
    return 0;
  } catch (error) {
    reportError(error, options.output ?? process);
    return 1;
  }
}
