/** Reads the words of a command: flags in every way of writing them, and what stands alone. */
import { closest } from "../component/suggest.ts";
import { UseError } from "./use-error.ts";

export interface Flag {
  name: string;
  /** Whether it is a prop of the component, and not a flag of the command. */
  isProp: boolean;
  /** `switch` needs no value, `list` may be given several times, `value` once. */
  takes: "switch" | "value" | "list";
}

export interface ParsedFlags {
  /** What was given for flags of the command: text, or `true` for a switch. */
  own: Map<string, string | true>;
  /** What was given for props, as typed. */
  props: Map<string, string | boolean | string[]>;
}

/** `--isLoud`, `--is-loud`, `--is_loud` and `--ISLOUD` are one. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, "");

function findFlag(written: string, flags: readonly Flag[]): Flag | undefined {
  const exact = flags.filter(({ name }) => name === written);
  const alike = flags.filter(({ name }) => plain(name) === plain(written));
  return [...exact, ...alike].sort((one, other) => Number(other.isProp) - Number(one.isProp))[0];
}

/** Some editors make one long dash of two short ones. */
const dashed = (word: string) => word.replace(/^[\u2013\u2014](?=\w)/, "--");

const isFlag = (word: string) => /^--[A-Za-z$_]/.test(dashed(word));

function unknown(written: string, flags: readonly Flag[], help: string): UseError {
  const near = closest(written, flags.map(({ name }) => name));
  return new UseError(`Unknown flag: --${written}.${near === undefined ? "" : ` Do you mean --${near}?`} (${help} shows all)`);
}

function stray(word: string, before: { name: string; value: string } | undefined, help: string): UseError {
  if (before === undefined) return new UseError(`"${word}" is not expected here. Values follow their flags. (${help} shows all)`);
  return new UseError(`"${word}" stands alone. Quote a value of several words: `
    + `--${before.name} "${before.value} ${word} ..."`);
}

const truth: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false, 1: true, 0: false };

/**
 * @param help the command that shows all flags
 * @throws UseError for a flag that is unknown or has no value, and for words that stand alone
 */
export function parseFlags(words: readonly string[], flags: readonly Flag[], help: string): ParsedFlags {
  const parsed: ParsedFlags = { own: new Map(), props: new Map() };
  let before: { name: string; value: string } | undefined;
  const put = ({ name, isProp, takes }: Flag, value: string | boolean) => {
    if (!isProp) parsed.own.set(name, value === false ? "false" : value);
    else if (takes === "list" && typeof value === "string") {
      const list = parsed.props.get(name);
      parsed.props.set(name, Array.isArray(list) ? [...list, value] : [value]);
    } else parsed.props.set(name, value);
    before = typeof value === "string" ? { name, value } : undefined;
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = dashed(words[at] ?? "");
    if (!isFlag(word)) throw stray(word, before, help);
    const [, written = "", inline] = /^--([^=]+)(?:=([^]*))?$/.exec(word) ?? [];
    const flag = findFlag(written, flags);
    const denied = flag === undefined && written.startsWith("no-") ? findFlag(written.slice(3), flags) : undefined;
    const next = words[at + 1];
    if (denied?.takes === "switch") put(denied, false);
    else if (flag === undefined) throw unknown(written, flags, help);
    else if (inline !== undefined) put(flag, flag.takes === "switch" ? truth[inline.toLowerCase()] ?? inline : inline);
    else if (flag.takes === "switch") {
      const said = next === undefined ? undefined : truth[next.toLowerCase()];
      put(flag, said ?? true);
      if (said !== undefined) at += 1;
    } else if (next !== undefined && !isFlag(next)) {
      put(flag, next);
      at += 1;
    } else {
      // A flag of the command that a prop hides is meant where the prop would lack its value.
      const own = flags.find(({ name, isProp, takes }) => !isProp && takes === "switch" && plain(name) === plain(written));
      if (own === undefined) throw new UseError(`--${flag.name} needs a value. (${help} shows all)`);
      put(own, true);
    }
  }
  return parsed;
}
