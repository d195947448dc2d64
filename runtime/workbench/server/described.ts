/** What the components of a folder say of themselves, and what is wrong with them, read once until a file changes. */
import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { Environment } from "../../component/account.ts";
import { problemsOf } from "../../cli/check-command.ts";
import { isLintable, openLint } from "../../cli/lint.ts";
import { findComponents } from "../../component/catalog.ts";
import { extensions } from "../../component/load.ts";
import { describeAll } from "../../isolation/describe-all.ts";
import type { CatalogEntry } from "../../isolation/protocol.ts";

const isCode = (name: string) => extensions.some((extension) => extension === extname(name));

/** The files of code below a folder; what is installed or hidden there does not change while somebody works on it. */
function codeBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|\..*)$/.test(entry.name) ? [] : codeBelow(path);
    return entry.isFile() && isCode(entry.name) ? [path] : [];
  });
}

/** Another one as soon as a file of code comes, goes or changes: what a component imports counts too. */
function stampOf(folder: string): string {
  const paths = codeBelow(folder);
  const changes = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return `${paths.length} ${changes.reduce((sum, change) => sum + change, 0)}`;
}

/** A component, and why it cannot be loaded, or what `check` finds wrong with it. */
export type CheckedEntry = CatalogEntry & { problems: string[] };

async function readFolder(folder: string, environment: Environment): Promise<readonly CheckedEntry[]> {
  const paths = findComponents(folder).map(({ path }) => path);
  // ESLint takes a moment to load.
  const lint = paths.some(isLintable) ? openLint(folder) : undefined;
  const entries = await describeAll(paths, environment);
  const rules = await lint;
  return entries.map((entry) => {
    const { path, description, error } = entry;
    return { ...entry, problems: description === null ? [error.message] : problemsOf(description, path, rules) };
  });
}

/** Gives what is known of each component, and reads it anew where the folder has changed. */
export function describeFolder(folder: string, environment: Environment): () => Promise<readonly CheckedEntry[]> {
  let known: { stamp: string; entries: Promise<readonly CheckedEntry[]> } | undefined;
  return async () => {
    const stamp = stampOf(folder);
    if (known?.stamp !== stamp) known = { stamp, entries: readFolder(folder, environment) };
    return await known.entries;
  };
}
