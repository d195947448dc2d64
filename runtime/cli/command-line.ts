/** The command line: finds out what is asked for, and does it. */
import { messageOf } from "../component/runtime-error.ts";
import { closest } from "../component/suggest.ts";
import { standardLimits, type Limits } from "../isolation/limits.ts";
import { openWorker } from "../isolation/worker.ts";
import { readAccounts, readEnvironment } from "./accounts.ts";
import { checkCommand } from "./check-command.ts";
import { listFlags, mcpFlags, parseGiven, splitWords, workbenchFlags, type OwnFlag } from "./component-flags.ts";
import { isHelp } from "./help.ts";
import { listCommand, listed } from "./list-command.ts";
import { runNamed } from "./named.ts";
import type { Output } from "./output.ts";
import type { Terminal } from "./prompts.ts";
import { exitCodes, reportThrown } from "./report.ts";
import type { Setting } from "./setting.ts";

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
  /** Where a person is asked if nothing is asked for; the terminal of the process by default, if it has one. */
  terminal?: Terminal | undefined;
}

/** What a first word can be besides the name of an action. */
const commands = ["run", "source", "options", "list", "check", "mcp", "workbench", "help"] as const;

type Command = (typeof commands)[number];

const isCommand = (word: string | undefined): word is Command => commands.some((it) => it === word);

async function overview({ command, folder }: Setting, setting: Setting): Promise<string> {
  return [
    `${command} <action> [--<prop> <value> ...]`,
    `${command} source <source> [--interval <seconds>] [--times <number>] [--<prop> <value> ...]`,
    `${command} options <component> <prop> [--page <number>] [--query <text>] [--<prop> <value> ...]`,
    `${command} list [folder]`,
    `${command} check [folder]`,
    `${command} mcp [folder] [--allow-spending]`,
    `${command} workbench [folder] [--port <number>]`,
    ...await listed(folder, setting),
    "",
    `${command} <action> --help, or source <source> --help, shows the props.`,
    `${command} <action> --options <prop> shows what a prop offers.`,
  ].join("\n");
}

/** What a command for a folder was given: the folder, and its flags. */
function forFolder(words: readonly string[], ownFlags: readonly OwnFlag[], { folder, command }: Setting) {
  const { leading, name = folder, rest } = splitWords(words, ownFlags);
  return { folder: name, given: parseGiven([...leading, ...rest], [], [], ownFlags, `${command} --help`) };
}

/** The terminal in which the process runs, with a person in front of it. */
const ownTerminal = ({ output }: Setting): Terminal | undefined =>
  output === process && process.stdin.isTTY && process.stdout.isTTY
    ? { input: process.stdin, output: process.stdout } : undefined;

async function dispatch(
  args: readonly string[],
  setting: Setting,
  { version = "", allowSpending = false, terminal = ownTerminal(setting) }: CommandLineOptions,
): Promise<number> {
  const { output } = setting;
  const [first, ...rest] = args;
  if (first === "--version" || first === "-v") {
    output.stdout.write(`${version}\n`);
    return exitCodes.success;
  }
  if (first === undefined) {
    if (terminal !== undefined) {
      const { pick } = await import("./picker.ts");
      return pick(terminal, setting);
    }
    output.stdout.write(`${await overview(setting, setting)}\n`);
    return exitCodes.use;
  }
  if (isHelp(first) || (first === "help" && rest.length === 0)) {
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
    case "workbench": {
      const { folder, given } = forFolder(rest, workbenchFlags, setting);
      const { openWorkbench } = await import("./workbench-command.ts");
      return openWorkbench(folder, given.text("port") ?? "0", setting);
    }
  }
}

/** The file of accounts, which is read before it is known which component is meant. */
function accountsIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((word) => /^--accounts(=|$)/.test(word));
  const [, inline] = /=([^]*)/.exec(args[at] ?? "") ?? [];
  return at < 0 ? undefined : inline ?? args[at + 1];
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
    const setting: Setting = {
      output, command, folder: componentsFolder, environment, accounts, limits, worker, isWatched: false,
    };
    return await dispatch(args, setting, options);
  } catch (error) {
    const near = nearCommand(args);
    const code = reportThrown(error, { json: args.includes("--json"), output });
    if (near !== undefined && /There is no action/.test(messageOf(error))) output.stderr.write(`Or the command: ${near}\n`);
    return code;
  } finally {
    worker.close();
  }
}
