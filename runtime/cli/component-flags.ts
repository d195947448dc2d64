/** The flags of a command for one component: a flag for each of its props, and those of the command. */
import type { Json } from "../component/component.ts";
import type { ComponentDescription, PropDescription } from "../component/describe.ts";
import type { Limits } from "../isolation/limits.ts";
import { parseFlags, type Flag } from "./flags.ts";
import { UseError } from "./use-error.ts";
import { readGiven, readObject } from "./values.ts";

/** A flag of the command itself. */
export interface OwnFlag {
  name: string;
  takes: "switch" | "value";
  describe: string;
}

const accounts: OwnFlag =
  { name: "accounts", takes: "value", describe: "A JSON file of accounts; .pipedream/accounts.json if not said" };

const commonFlags: readonly OwnFlag[] = [
  { name: "props", takes: "value", describe: "Values of props: a JSON file, - for stdin, or '{...}'; flags go before it" },
  { name: "json", takes: "switch", describe: "Print the result as JSON, and nothing else, to stdout" },
  { name: "timeout", takes: "value", describe: "Seconds that a run may take; 30 if not said" },
  { name: "memory", takes: "value", describe: "Megabytes that a run may take; 256 if not said" },
  accounts,
  { name: "files", takes: "value", describe: "The folder for files; STASH_DIR, or a new one for each run, if not said" },
  { name: "event", takes: "value", describe: "The event that starts it: a JSON file, - or '{...}'" },
  { name: "options", takes: "value", describe: "Show the options of a prop instead of running" },
  { name: "page", takes: "value", describe: "With --options: the page, from 0" },
  { name: "query", takes: "value", describe: "With --options: what to search" },
];

export const actionFlags: readonly OwnFlag[] = [
  ...commonFlags,
  { name: "out", takes: "value", describe: "Print one value of the result alone, such as filePath" },
  { name: "steps", takes: "value", describe: "What earlier steps exported, for {{steps.a.b}}: a JSON file, - or '{...}'" },
  { name: "skip-waits", takes: "switch", describe: "Go on at once where the step asks to wait" },
  { name: "watch", takes: "switch", describe: "Run again whenever a file of the component changes" },
];

export const sourceFlags: readonly OwnFlag[] = [
  ...commonFlags,
  { name: "interval", takes: "value", describe: "Seconds from one run to the next; the default of its timer if not said" },
  { name: "cron", takes: "value", describe: "When it runs, as a cron expression in UTC; the default of its timer if not said" },
  { name: "times", takes: "value", describe: "How many runs; until Ctrl+C if not said" },
  { name: "port", takes: "value", describe: "The port of its HTTP interface; any that is free if not said" },
  { name: "db", takes: "value", describe: "The file that keeps the db and the seen ids; .pipedream/<key>.json if not said" },
];

/** Of `list` and `check`. */
export const listFlags: readonly OwnFlag[] = [
  { name: "json", takes: "switch", describe: "Print JSON, and nothing else, to stdout" },
  accounts,
];

export const mcpFlags: readonly OwnFlag[] = [
  { name: "allow-spending", takes: "switch", describe: "Call actions that change or cost something too" },
  accounts,
];

export const workbenchFlags: readonly OwnFlag[] = [
  { name: "port", takes: "value", describe: "The port of its page; any that is free if not said" },
  accounts,
];

/** The words before the name are flags of the command; those behind it may be props too. */
export function splitWords(words: readonly string[], ownFlags: readonly OwnFlag[]) {
  const takesValue = (word = "") => ownFlags.some(({ name, takes }) => takes === "value" && word === `--${name}`);
  let at = 0;
  while (words[at]?.startsWith("-") === true) at += takesValue(words[at]) ? 2 : 1;
  return { leading: words.slice(0, at), name: words[at], rest: words.slice(at + 1) };
}

const toFlag = ({ name, type, isList }: PropDescription): Flag =>
  ({ name, isProp: true, takes: type === "boolean" ? "switch" : isList ? "list" : "value" });

export const userProps = ({ props }: ComponentDescription): PropDescription[] => props.filter((prop) => prop.isForUser);

/** What was said on the command line. */
export class Given {
  private readonly own: ReadonlyMap<string, string | true>;
  /** Values of props from flags, as typed. */
  readonly flags: Json;

  constructor(own: ReadonlyMap<string, string | true>, flags: Json) {
    this.own = own;
    this.flags = flags;
  }

  has(name: string): boolean {
    return this.own.has(name) && this.own.get(name) !== "false";
  }

  text(name: string): string | undefined {
    const value = this.own.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** @throws UseError if it is no number */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isNaN(number)) throw new UseError(`--${name} must be a number, but is '${text}'.`);
    return number;
  }

  /** @throws UseError for limits that are none */
  limits(standard: Limits): Limits {
    const [seconds, megabytes] = [this.number("timeout"), this.number("memory")];
    for (const [name, value] of [["timeout", seconds], ["memory", megabytes]] as const) {
      if (value !== undefined && value <= 0) throw new UseError(`--${name} must be above 0, but is ${value}.`);
    }
    return {
      ...standard,
      ...seconds !== undefined && { timeoutMillis: seconds * 1000 },
      ...megabytes !== undefined && { memoryMegabytes: megabytes },
    };
  }

  /** JSON behind a flag; `undefined` if it was not given. */
  async json(name: string): Promise<unknown> {
    const text = this.text(name);
    return text === undefined ? undefined : readGiven(text, `--${name}`);
  }

  /** The values of all props: a flag goes before `--props`. */
  async props(): Promise<Json> {
    const text = this.text("props");
    return { ...text !== undefined && await readObject(text, "--props"), ...this.flags };
  }
}

/**
 * A prop that is named like a flag of the command is the prop; the flag is then written before the component's name.
 * @param leading what stands before the component's name
 * @throws UseError for what cannot be read
 */
export function parseGiven(
  words: readonly string[],
  leading: readonly string[],
  props: readonly PropDescription[],
  ownFlags: readonly OwnFlag[],
  help: string,
): Given {
  const own: Flag[] = ownFlags.map(({ name, takes }) => ({ name, takes, isProp: false }));
  const first = parseFlags(leading, own, help);
  const rest = parseFlags(words, [...own, ...props.map(toFlag)], help);
  return new Given(new Map([...first.own, ...rest.own]), Object.fromEntries(rest.props));
}
