/** What the command line says of itself and of components. */
import type { ComponentDescription, PropDescription } from "../component/describe.ts";
import { userProps, type OwnFlag } from "./component-flags.ts";
import { rendered, styled, wrapped, type Output } from "./output.ts";

export const isHelp = (word: string): boolean => word === "--help" || word === "-h" || word === "-?";

/** Lines are no longer, however wide the terminal. */
const widest = 110;

const width = ({ stdout }: Output) => Math.min(stdout.columns ?? widest, widest);

/** Where the second column begins. */
const column = 26;

/** So many allowed values are listed; more are only counted. */
const mostListed = 40;

function row(left: string, right: string, output: Output): string {
  const indent = " ".repeat(column);
  const text = wrapped(right, width(output), indent);
  return left.length + 4 <= column ? `  ${left}${text.slice(left.length + 2)}` : `  ${left}\n${text}`;
}

function allowed({ options = [], hasAsyncOptions, name }: PropDescription): string[] {
  if (hasAsyncOptions) return [`--options ${name} lists its values.`];
  if (options.length === 0) return [];
  const values = options.slice(0, mostListed).map(({ label, value }) => {
    const written = typeof value === "string" ? value : JSON.stringify(value);
    return label === written ? written : `${written} (${label})`;
  });
  return [`One of: ${values.join(", ")}${options.length > mostListed ? `, and ${options.length - mostListed} more` : ""}`];
}

function factsOf({ type, isRequired, default: standard, min, max, secret }: PropDescription): string {
  return [
    type,
    ...isRequired ? ["required"] : [],
    ...standard === undefined || secret ? [] : [`default: ${JSON.stringify(standard)}`],
    ...min === undefined ? [] : [`at least ${min}`],
    ...max === undefined ? [] : [`at most ${max}`],
  ].map((fact) => `[${fact}]`).join(" ");
}

function propRow(prop: PropDescription, output: Output): string {
  const { name, label, description } = prop;
  const text = [
    `${label} ${factsOf(prop)}`,
    ...description === undefined ? [] : [rendered(output.stdout, description)],
    ...allowed(prop),
  ].join("\n");
  return row(`--${name}`, text, output);
}

/** The props of a component, their types, values and defaults, and the flags of the command. */
export function componentHelp(
  command: string,
  description: ComponentDescription,
  flags: readonly OwnFlag[],
  output: Output,
): string {
  const { name, version, description: about, apps, props, hasAdditionalProps, sampleEmit } = description;
  const shown = userProps(description).filter(({ hidden }) => !hidden);
  const alerts = props.filter(({ type, content }) => type === "alert" && content !== undefined);
  const title = (text: string) => styled(output.stdout, "bold", text);
  return [
    `${command} [--<prop> <value> ...]`,
    "",
    wrapped(`${title(name)}${version === undefined ? "" : ` ${version}`}: ${rendered(output.stdout, about)}`, width(output), ""),
    ...alerts.map(({ alertType = "info", content = "" }) => wrapped(`${alertType}: ${rendered(output.stdout, content)}`, width(output), "")),
    ...apps.length === 0 ? [] : ["", `Accounts: ${apps.map(({ app }) => app).join(", ")}`],
    ...shown.length === 0 ? [] : ["", title("Props:"), ...shown.map((prop) => propRow(prop, output))],
    ...hasAdditionalProps ? ["", "There may be more props, which depend on the values of these: give values with --help to see them."] : [],
    ...sampleEmit === undefined ? [] : ["", title("An event that it emits:"), JSON.stringify(sampleEmit, null, 2)],
    "",
    title("Flags of the runtime:"),
    ...flags.map(({ name: flag, describe }) => row(`--${flag}`, describe, output)),
  ].join("\n");
}

/** The first sentence of a description. */
export const firstSentence = (text: string): string => text.split(/(?<=\.)\s/, 1).join("").replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "$1");

export const table = (rows: readonly (readonly [string, string])[]): string[] => {
  const left = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(left)}  ${text}`.trimEnd());
};
