/** The command line: finds out what is asked for, and does it. */
import { findComponent } from "../component/catalog.ts";
import type { Kind } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { toRunError, type RunError } from "../component/run-error.ts";
import { RuntimeError } from "../component/runtime-error.ts";
import { closest } from "../component/suggest.ts";
import { describeComponent } from "../isolation/ask.ts";
import { standardLimits, type Limits } from "../isolation/limits.ts";
import { openWorker } from "../isolation/worker.ts";
import { readAccounts, readEnvironment } from "./accounts.ts";
import { actionFlags, listFlags, mcpFlags, parseGiven, sourceFlags, userProps, type Given, type OwnFlag } from "./component-flags.ts";
import { componentHelp } from "./help.ts";
import { checkCommand } from "./check-command.ts";
import { listCommand, listed } from "./list-command.ts";
import { optionsCommand } from "./options-command.ts";
import type { Output } from "./output.ts";
import { exitCodeOf, exitCodes, reportError, reportShapeOf } from "./report.ts";
import { runCommand } from "./run-command.ts";
import type { Setting } from "./setting.ts";
import { sourceCommand } from "./source-command.ts";
import { UseError } from "./use-error.ts";

export interface CommandLineOptions {
  /** Where components are looked for by name or key; the current folder by default. */
  componentsFolder?: string;
  /** How the command is called, as help shows it. */
  command?: string;
  /** What `--version` prints. */
  version?: string;
  /** Limits where the user says none. */
  limits?: Partial<Limits>;
  /** Whether `mcp` may call actions that change or cost something; the user can say so with --allow-spending. */
  allowSpending?: boolean;
  output?: Output;
}

/** What a first word can be besides the name of an action. */
const commands = ["run", "source", "options", "list", "check", "mcp", "workbench", "help"] as const;

type Command = (typeof commands)[number];

const isCommand = (word: string | undefined): word is Command => commands.some((it) => it === word);

const isHelp = (word: string) => word === "--help" || word === "-h" || word === "-?";

async function overview({ command, folder }: Setting, setting: Setting): Promise<string> {
  return [
    `${command} <action> [--<prop> <value> ...]`,
    `${command} source <source> [--interval <seconds>] [--times <number>] [--<prop> <value> ...]`,
    `${command} options <component> <prop> [--page <number>] [--query <text>] [--<prop> <value> ...]`,
    `${command} list [folder]`,
    `${command} check [folder]`,
    `${command} mcp [folder] [--allow-spending]`,
    ...await listed(folder, setting),
    "",
    `${command} <action> --help, or source <source> --help, shows the props.`,
    `${command} <action> --options <prop> shows what a prop offers.`,
  ].join("\n");
}

/** The words before the component's name are flags of the command, the ones behind it also props. */
function split(words: readonly string[], takesValue: (flag: string) => boolean) {
  let at = 0;
  while (at < words.length && (words[at] ?? "").startsWith("-")) at += takesValue(words[at] ?? "") ? 2 : 1;
  return { leading: words.slice(0, at), name: words[at], rest: words.slice(at + 1) };
}

const takesValueIn = (flags: readonly OwnFlag[]) => (word: string) =>
  flags.some(({ name, takes }) => takes === "value" && word === `--${name}`);

/** The props that values call for too. */
async function complete(description: ComponentDescription, given: Given, { accounts, environment, worker }: Setting) {
  if (!description.hasAdditionalProps) return description;
  const props = await given.props();
  return describeComponent(description.path ?? "", { props, auth: accounts, environment, worker });
}

async function runNamed(kind: Kind, words: readonly string[], ofOptions: boolean, setting: Setting): Promise<number> {
  const ownFlags = kind === "source" ? sourceFlags : actionFlags;
  const { leading, name, rest } = split(words, takesValueIn(ownFlags));
  if (name === undefined) throw new UseError(`Name ${kind === "source" ? "a source" : "an action"}.`);
  const path = findNamed(name, kind, ofOptions, setting);
  const command = `${setting.command}${kind === "source" ? " source" : ofOptions ? " options" : ""} ${name}`;
  const description = await describeComponent(path, { environment: setting.environment, worker: setting.worker });
  if (kind === "action" && description.kind === "source" && description.isTyped && !ofOptions) {
    throw new UseError(`${name} is a source: ${setting.command} source ${name}`);
  }
  const help = `${setting.command}${kind === "source" ? " source" : ""} ${name} --help`;
  const asked = ofOptions ? rest[0] : undefined;
  if (ofOptions && (asked === undefined || asked.startsWith("-")) && !rest.some(isHelp)) throw new UseError(`Name a prop: ${command} <prop>`);
  const flagWords = (ofOptions ? rest.slice(1) : rest).filter((word) => !isHelp(word));
  const wantsHelp = [...leading, ...rest].some(isHelp);
  const own = leading.filter((word) => !isHelp(word));
  const shown = await withDynamicProps(description, flagWords, own, ownFlags, help, setting);
  const given = parseGiven(flagWords, own, userProps(shown), ownFlags, help);
  if (wantsHelp) {
    setting.output.stdout.write(`${componentHelp(command, await complete(description, given, setting), ownFlags, setting.output)}\n`);
    return exitCodes.success;
  }
  const prop = asked ?? given.text("options");
  if (prop !== undefined) return optionsCommand(shown, prop, given, setting);
  return kind === "source" ? sourceCommand(shown, given, setting) : runCommand(shown, given, setting);
}

/** Where flags are unknown, they may be of props that depend on the values of the known ones. */
async function withDynamicProps(
  description: ComponentDescription,
  words: readonly string[],
  leading: readonly string[],
  ownFlags: readonly OwnFlag[],
  help: string,
  setting: Setting,
): Promise<ComponentDescription> {
  if (!description.hasAdditionalProps) return description;
  const known = words.flatMap((word, at) => {
    if (!word.startsWith("--")) return [];
    const group = [word, ...words.slice(at + 1, at + 2).filter((next) => !next.startsWith("--"))];
    try {
      parseGiven(group, [], userProps(description), ownFlags, help);
      return group;
    } catch {
      return [];
    }
  });
  return complete(description, parseGiven(known, leading, userProps(description), ownFlags, help), setting);
}

function findNamed(name: string, kind: Kind, isAny: boolean, { folder }: Setting): string {
  if (!isAny) return findComponent(name, folder, kind);
  try {
    return findComponent(name, folder, "action");
  } catch {
    return findComponent(name, folder, "source");
  }
}

/** What a command for a folder was given: the folder, and its flags. */
function forFolder(words: readonly string[], ownFlags: readonly OwnFlag[], { folder, command }: Setting) {
  const { leading, name = folder, rest } = split(words, takesValueIn(ownFlags));
  return { folder: name, given: parseGiven([...leading, ...rest], [], [], ownFlags, `${command} --help`) };
}

async function dispatch(
  args: readonly string[],
  setting: Setting,
  { version = "", allowSpending = false }: CommandLineOptions,
): Promise<number> {
  const { output } = setting;
  const [first, ...rest] = args;
  if (first === "--version" || first === "-v") {
    output.stdout.write(`${version}\n`);
    return exitCodes.success;
  }
  if (first === undefined || isHelp(first) || (first === "help" && rest.length === 0)) {
    output.stdout.write(`${await overview(setting, setting)}\n`);
    return exitCodes.success;
  }
  if (!isCommand(first)) return runNamed("action", args, false, setting);
  if (rest.length > 0 && rest.every(isHelp)) {
    output.stdout.write(`${await overview(setting, setting)}\n`);
    return exitCodes.success;
  }
  switch (first) {
    case "run": return runNamed("action", rest, false, setting);
    case "source": return runNamed("source", rest, false, setting);
    case "options": return runNamed("action", rest, true, setting);
    case "help": return dispatch([...rest, "--help"], setting, { version });
    case "list":
    case "check": {
      const { folder, given } = forFolder(rest, listFlags, setting);
      return (first === "list" ? listCommand : checkCommand)(folder, given.has("json"), setting);
    }
    case "mcp": {
      const { folder, given } = forFolder(rest, mcpFlags, setting);
      // Whoever runs an action need not wait for the parts of a server.
      const { mcpCommand } = await import("./mcp-command.ts");
      return mcpCommand(folder, allowSpending || given.has("allow-spending"), setting, version);
    }
    case "workbench": throw new UseError("The workbench is started by npm run workbench.");
  }
}

/** The file of accounts, which is read before it is known which component is meant. */
function accountsIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((word) => /^--accounts(=|$)/.test(word));
  const [, inline] = /=([^]*)/.exec(args[at] ?? "") ?? [];
  return at < 0 ? undefined : inline ?? args[at + 1];
}

function toError(error: unknown): RunError {
  const isUse = error instanceof UseError || error instanceof RuntimeError;
  return { ...toRunError(error, isUse ? "use" : "component"), ...isUse && { name: "UseError" } };
}

const nearCommand = (args: readonly string[]) => {
  const [word = ""] = args;
  return word.startsWith("-") ? undefined : closest(word, commands.filter((it) => it !== word));
};

/** @returns the exit code: 0 success, 1 the component failed, 2 wrong use, 3 a limit of Pipedream's */
export async function main(args: readonly string[], options: CommandLineOptions = {}): Promise<number> {
  const { componentsFolder = ".", command = "pipedream-local", output = process } = options;
  const environment = readEnvironment();
  const limits = { ...standardLimits, ...options.limits };
  const worker = openWorker(limits, environment);
  try {
    const accounts = await readAccounts(accountsIn(args), (text) => output.stderr.write(`${text}\n`));
    const setting: Setting = { output, command, folder: componentsFolder, environment, accounts, limits, worker };
    return await dispatch(args, setting, options);
  } catch (error) {
    const told = toError(error);
    if (args.includes("--json")) reportShapeOf(told, output);
    reportError(told, output);
    if (nearCommand(args) !== undefined && /There is no action/.test(told.message)) output.stderr.write(`Or the command: ${nearCommand(args)}\n`);
    return exitCodeOf(told);
  } finally {
    worker.close();
  }
}
