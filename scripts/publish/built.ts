/** The components as `pd publish` takes them, and what was last said of each. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const componentsFolder = "components/dreamstudio";

/** What was recorded of a component: its version, and a hash of its code without the version. */
export interface Recorded {
  version: string;
  hash: string;
}

/** By the path of a component without its ending, below the components' folder. */
export type Manifest = Record<string, Recorded>;

export interface BuiltComponent extends Recorded {
  /** `actions/erase/erase` */
  path: string;
  key: string;
  /** The whole file. */
  code: string;
}

interface Named {
  key: string;
  version: string;
}

/** The version stands in one line of its own in a built component, and says nothing about what it does. */
const withoutVersion = (code: string, version: string): string => code.replace(`  version: "${version}",\n`, "");

/** All actions and sources, as built. */
export async function builtComponents(folder: string): Promise<BuiltComponent[]> {
  const paths: string[] = [];
  for (const kind of ["actions", "sources"]) {
    const names = (await readdir(join(folder, kind))).filter((name) => name !== "common");
    paths.push(...names.sort().map((name) => `${kind}/${name}/${name}`));
  }
  return Promise.all(paths.map(async (path) => {
    const file = resolve(folder, `${path}.mjs`);
    const code = await readFile(file, "utf8");
    const { default: { key, version } } = await import(pathToFileURL(file).href) as { default: Named };
    const hash = createHash("sha256").update(withoutVersion(code, version)).digest("hex").slice(0, 16);
    return { path, key, version, hash, code };
  }));
}

const numbersOf = (version: string): number[] => version.split(".").map(Number);

/** Whether the first version comes after the second. */
export function isHigher(version: string, other: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(other)];
  const different = ours.findIndex((number, index) => number !== theirs[index]);
  return different >= 0 && (ours[different] ?? 0) > (theirs[different] ?? 0);
}

export type Change = "unchanged" | "new" | "raised" | "needs a higher version";

/** What became of a component since it was recorded. */
export function changeOf({ version, hash }: Recorded, recorded: Recorded | undefined): Change {
  if (recorded === undefined) return "new";
  if (recorded.version !== version) return isHigher(version, recorded.version) ? "raised" : "needs a higher version";
  return recorded.hash === hash ? "unchanged" : "needs a higher version";
}
