/** The files that a run leaves behind, in the folder that Pipedream shares between steps. */
import { mkdir, mkdtemp, readdir, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Size and time of each file below a folder, by its path. */
export type Snapshot = ReadonlyMap<string, string>;

/** Folders may lie in folders, but not for ever. */
const deepest = 20;

async function* filesBelow(folder: string, depth = 0): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < deepest) yield* filesBelow(path, depth + 1);
    else if (entry.isFile()) yield path;
  }
}

export async function lookAt(folder: string): Promise<Snapshot> {
  const seen = new Map<string, string>();
  for await (const path of filesBelow(folder)) {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    if (found !== undefined) seen.set(path, `${found.size} ${found.mtimeNs} ${found.ino}`);
  }
  return seen;
}

/** The paths of the files that are new or changed since. */
export async function changesIn(folder: string, before: Snapshot): Promise<string[]> {
  const after = await lookAt(folder);
  return [...after].filter(([path, state]) => before.get(path) !== state).map(([path]) => path).sort();
}

export interface RunFolder {
  path: string;
  /** The paths of all files that the run made or changed, so far. */
  files: () => Promise<string[]>;
  /** Ends the use of it: a folder of its own goes if nothing is in it. */
  leave: () => Promise<void>;
}

/**
 * @param chosen the folder that the user names; without one the run gets a new one of its own, as a step on Pipedream
 *   has a `/tmp` of its own
 */
export async function openRunFolder(chosen: string | undefined): Promise<RunFolder> {
  if (chosen !== undefined) await mkdir(chosen, { recursive: true });
  const path = chosen ?? await mkdtemp(join(tmpdir(), "pipedream-local-"));
  const before = await lookAt(path);
  return {
    path,
    files: () => changesIn(path, before),
    // One that is not empty stays: its files are the result.
    leave: () => chosen === undefined ? rmdir(path).catch(() => undefined) : Promise.resolve(),
  };
}
