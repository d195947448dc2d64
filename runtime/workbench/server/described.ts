/** What the components of a folder say of themselves, read once for as long as no file of the folder changes. */
import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { findComponents } from "../../component/catalog.ts";
import type { ComponentDescription } from "../../component/describe.ts";
import { extensions } from "../../component/load.ts";
import { describeAll } from "../../isolation/describe-all.ts";
import type { CatalogEntry } from "../../isolation/protocol.ts";

const isCode = (name: string) => extensions.some((extension) => extension === extname(name));

/** Another one as soon as a file of code comes, goes or changes: what a component imports counts too. */
function stampOf(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile() && isCode(entry.name) && !entry.parentPath.includes("node_modules"))
    .map(({ parentPath, name }) => join(parentPath, name));
  const changes = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return `${paths.length} ${changes.reduce((sum, change) => sum + change, 0)}`;
}

export interface Described {
  all: () => Promise<readonly CatalogEntry[]>;
  /** Nothing for a path that is no component, or one that cannot be loaded. */
  of: (path: string) => Promise<ComponentDescription | undefined>;
}

export function describeFolder(folder: string): Described {
  let known: { stamp: string; entries: Promise<readonly CatalogEntry[]> } | undefined;
  const all = () => {
    const stamp = stampOf(folder);
    if (known?.stamp !== stamp) known = { stamp, entries: describeAll(findComponents(folder).map(({ path }) => path)) };
    return known.entries;
  };
  return {
    all,
    of: async (path) => (await all()).find((entry) => entry.path === path)?.description ?? undefined,
  };
}
