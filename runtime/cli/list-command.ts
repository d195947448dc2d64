/** `list [folder]`: the components of a folder, one line each; what is broken hides nothing. */
import { findComponents } from "../component/catalog.ts";
import { describeAll } from "../isolation/describe-all.ts";
import { basename, extname } from "node:path";
import type { CatalogEntry } from "../isolation/protocol.ts";
import { firstSentence, table } from "./help.ts";
import { exitCodes } from "./report.ts";
import type { Setting } from "./setting.ts";

const nameOf = ({ path }: CatalogEntry) => basename(path, extname(path));

function section(title: string, kind: "action" | "source", entries: readonly CatalogEntry[]): string[] {
  const rows = entries.flatMap((entry) => entry.description?.kind === kind
    ? [[nameOf(entry), firstSentence(entry.description.description)] as const] : []);
  return rows.length === 0 ? [] : ["", title, ...table(rows)];
}

/** The lines of a list: actions, sources, and what cannot be loaded. */
export async function listed(folder: string, { environment }: Setting): Promise<string[]> {
  const entries = await describeAll(findComponents(folder).map(({ path }) => path), environment);
  const broken = entries.flatMap((entry) => entry.error === null ? [] : [[nameOf(entry), entry.error.message.split("\n", 1)[0] ?? ""] as const]);
  return [
    ...section("Actions:", "action", entries),
    ...section("Sources:", "source", entries),
    ...broken.length === 0 ? [] : ["", "Cannot be loaded:", ...table(broken)],
  ];
}

/** @returns the exit code */
export async function listCommand(folder: string, json: boolean, setting: Setting): Promise<number> {
  const { output: { stdout } } = setting;
  if (json) {
    const entries = await describeAll(findComponents(folder).map(({ path }) => path), setting.environment);
    stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return exitCodes.success;
  }
  const lines = await listed(folder, setting);
  stdout.write(`${lines.length === 0 ? `There are no components in ${folder}.` : lines.join("\n").trimStart()}\n`);
  return exitCodes.success;
}
