/** The components in the folder of an app. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadComponent, type Component } from "./component.ts";

/** The paths of built components by their names. */
export type ComponentFiles = ReadonlyMap<string, string>;

export interface Catalog {
  actions: ComponentFiles;
  sources: ComponentFiles;
}

/** A component is in a folder of its own name: `actions/<name>/<name>.mjs`. */
function filesIn(folder: string): ComponentFiles {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(names.map((name) => [name, join(folder, name, `${name}.mjs`)] as const)
    .filter(([, path]) => existsSync(path)));
}

export const readCatalog = (folder: string): Catalog => ({
  actions: filesIn(join(folder, "actions")),
  sources: filesIn(join(folder, "sources")),
});

/** A line for each component: its name, and the first sentence of its description. */
async function listed(title: string, files: ComponentFiles): Promise<string[]> {
  const load = async ([name, path]: [string, string]) => [name, await loadComponent(path)] as const;
  const components = await Promise.all([...files].map(load));
  const width = Math.max(...components.map(([name]) => name.length));
  const firstSentence = ({ description = "" }: Component) => description.split(/(?<=\.)\s/, 1).join("");
  const lines = components.map(([name, component]) => `  ${name.padEnd(width)}  ${firstSentence(component)}`);
  return lines.length === 0 ? [] : ["", title, ...lines];
}

/** What the whole command can do. */
export async function overview(command: string, { actions, sources }: Catalog): Promise<string> {
  return [
    `${command} <action> [--<prop> <value> ...]`,
    `${command} source <source> [--interval <seconds>] [--times <number>] [--<prop> <value> ...]`,
    ...await listed("Actions:", actions),
    ...await listed("Sources:", sources),
    "",
    `${command} <action> --help, or source <source> --help, shows the props.`,
    `${command} <action> --options <prop> shows what a prop offers.`,
  ].join("\n");
}
