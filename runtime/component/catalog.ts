/** The components in a folder, found by their files. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { extensions, fileOf, textOf } from "./load.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { Kind } from "./component.ts";
import { closest } from "./suggest.ts";

export interface FoundComponent {
  /** The name of its file. */
  name: string;
  path: string;
  /** What the folder says that it is in, if it says something. */
  kind?: Kind;
}

/** Where no component is. */
const skippedFolders = /^(node_modules|common|test|tests|dist|build|coverage|\..*)$/;

const skippedFiles = /\.(app|test|spec|d)\.\w+$|^(test-event|constants?|utils?)\.\w+$/;

const deepest = 12;

/** A file may be one if it exports something by default that has a `run`, a key or props. */
const looksLikeComponent = (text: string) =>
  /export\s*\{[^}]*default|export\s+default|module\.exports|exports\.default/.test(text)
  && /\b(run|key|props)\b/.test(text);

const stemOf = (path: string) => path.slice(0, -extname(path).length);

function filesBelow(folder: string, depth = 0): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => one.name.localeCompare(other.name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (isFolder) return depth < deepest && !skippedFolders.test(entry.name) ? filesBelow(path, depth + 1) : [];
    return extensions.some((it) => it === extname(entry.name)) && !skippedFiles.test(entry.name) ? [path] : [];
  });
}

function kindIn(path: string): { kind?: Kind } {
  if (/[\\/]actions[\\/]/.test(path)) return { kind: "action" };
  return /[\\/]sources[\\/]/.test(path) ? { kind: "source" } : {};
}

/** In the folder of an action or a source only the file of the same name is one; what stands beside it helps it. */
const isHelper = (path: string) => {
  const inOwnFolder = /[\\/](actions|sources)[\\/][^\\/]+[\\/][^\\/]+$/.test(path);
  return inOwnFolder && basename(dirname(path)) !== basename(stemOf(path));
};

/** Where a file was built beside its source, the built one counts: it is what is published. */
export function findComponents(folder: string): FoundComponent[] {
  if (!existsSync(folder)) throw new RuntimeError(`There is no folder ${folder}.`);
  const paths = filesBelow(resolve(folder)).filter((path) => !isHelper(path));
  const byStem = new Map<string, string>();
  for (const path of paths) {
    const before = byStem.get(stemOf(path));
    if (before === undefined || rank(path) < rank(before)) byStem.set(stemOf(path), path);
  }
  return [...byStem.values()].filter((path) => looksLikeComponent(textOf(path)))
    .map((path) => ({ name: basename(stemOf(path)), path, ...kindIn(path) }));
}

const rank = (path: string) => extensions.findIndex((it) => it === extname(path));

const hasKey = ({ path }: FoundComponent, key: string) => {
  const text = textOf(path);
  return text.includes(`"${key}"`) || text.includes(`'${key}'`);
};

/**
 * Finds a component by its path, the name of its file, or its key.
 * @param folder where to look for a name or a key
 * @throws RuntimeError if there is none, with the names that are close to it
 */
export function findComponent(nameOrPath: string, folder: string, kind: Kind): string {
  const isPath = /[\\/]|\.(m?js|cjs|m?ts)$/.test(nameOrPath);
  if (isPath || (existsSync(nameOrPath) && !existsSync(join(folder, `${kind}s`)))) return fileOf(nameOrPath);
  const found = findComponents(folder).filter((it) => it.kind === undefined || it.kind === kind);
  const one = found.find(({ name }) => name === nameOrPath) ?? found.find((it) => hasKey(it, nameOrPath));
  if (one !== undefined) return one.path;
  const names = found.map(({ name }) => name);
  const near = closest(nameOrPath, names);
  throw new RuntimeError(`There is no ${kind} "${nameOrPath}". `
    + (near === undefined ? "" : `Do you mean ${near}? `)
    + (names.length === 0 ? `Nothing is found in ${folder}.` : `There are: ${names.join(", ")}`));
}
