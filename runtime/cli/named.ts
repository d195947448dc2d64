/** One component, named by the words of a command: its help, its options, or a run. */
import { findComponent } from "../component/catalog.ts";
import type { Kind } from "../component/component.ts";
import type { ComponentDescription } from "../component/describe.ts";
import { describeComponent } from "../isolation/ask.ts";
import { actionFlags, parseGiven, sourceFlags, splitWords, userProps, type Given, type OwnFlag } from "./component-flags.ts";
import { componentHelp, isHelp } from "./help.ts";
import { optionsCommand } from "./options-command.ts";
import { exitCodes } from "./report.ts";
import { runCommand } from "./run-command.ts";
import type { Setting } from "./setting.ts";
import { sourceCommand } from "./source-command.ts";
import { UseError } from "./use-error.ts";
import { runAgainAndAgain } from "./watch.ts";

/** The props that values call for too. */
async function complete(description: ComponentDescription, given: Given, { accounts, environment, worker }: Setting) {
  if (!description.hasAdditionalProps) return description;
  const props = await given.props();
  return describeComponent(description.path ?? "", { props, auth: accounts, environment, worker });
}

function findNamed(name: string, kind: Kind, isAny: boolean, { folder }: Setting): string {
  if (!isAny) return findComponent(name, folder, kind);
  try {
    return findComponent(name, folder, "action");
  } catch {
    return findComponent(name, folder, "source");
  }
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

/** @returns the exit code */
export async function runNamed(
  kind: Kind,
  words: readonly string[],
  ofOptions: boolean,
  setting: Setting,
): Promise<number> {
  const ownFlags = kind === "source" ? sourceFlags : actionFlags;
  const { leading, name, rest } = splitWords(words, ownFlags);
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
    const whole = await complete(description, given, setting);
    setting.output.stdout.write(`${componentHelp(command, whole, ownFlags, setting.output)}\n`);
    return exitCodes.success;
  }
  if (given.has("watch") && !setting.isWatched) {
    return runAgainAndAgain(path, (own) => runNamed(kind, words, ofOptions, own), setting, given.has("json"));
  }
  const prop = asked ?? given.text("options");
  if (prop !== undefined) return optionsCommand(shown, prop, given, setting);
  return kind === "source" ? sourceCommand(shown, given, setting) : runCommand(shown, given, setting);
}
