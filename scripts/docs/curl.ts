/** The request that an action makes, as a command line for curl. */
import { versionOf } from "../../components/dreamstudio/operations/api-version.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import type { Parameter } from "../../components/dreamstudio/operations/parameter.ts";
import { argument } from "./markdown.ts";

type Props = Readonly<Record<string, unknown>>;

/** A parameter that is sent, and its value; what the user left to our default is sent too. */
type Given = readonly [parameter: Parameter & { wire: string }, value: unknown];

const isSent = (parameter: Parameter): parameter is Parameter & { wire: string } => parameter.wire !== undefined;

const givenTo = ({ parameters }: Operation, props: Props): Given[] => Object.entries(parameters)
  .flatMap(([name, parameter]): Given[] => {
    const value = props[name] ?? (parameter.required || parameter.place === "path" ? parameter.default : undefined);
    return isSent(parameter) && value !== undefined ? [[parameter, value]] : [];
  });

const isBody = ([{ place }]: Given) => place === undefined || place === "body";

function bodyArguments({ encoding }: Operation, given: readonly Given[]): string[] {
  if (encoding === "json") {
    const body = Object.fromEntries(given.map(([{ kind, wire }, value]) =>
      [wire, kind === "prompt" ? [{ text: value }] : value]));
    return ["-H \"Content-Type: application/json\"", `-d ${argument(JSON.stringify(body))}`];
  }
  return given.map(([{ kind, wire }, value]) => {
    if (kind === "picture" || kind === "sound") return `-F ${wire}=@${String(value)}`;
    return `-F ${argument(`${kind === "prompt" ? `${wire}[0][text]` : wire}=${String(value)}`)}`;
  });
}

/** @returns nothing for what is no request of its own */
export function curlOf(operation: Operation, props: Props, accept: string): string {
  const given = givenTo(operation, props);
  const path = given.filter(([{ place }]) => place === "path")
    .reduce((whole, [{ wire }, value]) => whole.replace(`{${wire}}`, String(value)), operation.paths[versionOf(operation.paths, props)] ?? "");
  const fixed = Object.entries(operation.fixedFields?.[versionOf(operation.paths, props)] ?? {})
    .map(([wire, value]) => `-F ${wire}=${value}`);
  return [
    `curl https://api.stability.ai${path}`,
    "-H \"Authorization: Bearer $DREAMSTUDIO_API_KEY\"",
    `-H "Accept: ${accept}"`,
    ...operation.method === "POST" ? bodyArguments(operation, given.filter(isBody)) : [],
    ...fixed,
  ].join(" \\\n  ");
}
