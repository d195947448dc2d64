/** The files that a run leaves behind, in the folder that Pipedream shares between steps. */
import { mkdir, mkdtemp, readdir, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";

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

/** Where components write that know of no other folder. */
const temporary = "/tmp/";

/** The files in `/tmp`, outside the folder, that are there and were changed since the run began. */
async function changedInTmp(written: Iterable<string>, folder: string, startedAt: number): Promise<string[]> {
  const paths = [...written].filter((path) => path.startsWith(temporary) && !path.startsWith(`${resolve(folder)}${sep}`));
  const found = await Promise.all(paths.map(async (path) => {
    const state = await stat(path).catch(() => undefined);
    return state?.isFile() === true && state.ctimeMs >= startedAt ? [path] : [];
  }));
  return found.flat();
}

export interface RunFolder {
  path: string;
  /**
   * The paths of all files that the run made or changed, so far: those below the folder, and those in `/tmp` that it
   * was seen to write.
   */
  files: (written: Iterable<string>) => Promise<string[]>;
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
  // The clock of a file system may be a little behind.
  const startedAt = Date.now() - 50;
  return {
    path,
    files: async (written) => [
      ...await changesIn(path, before),
      ...await changedInTmp(written, path, startedAt),
    ].sort(),
    // One that is not empty stays: its files are the result.
    leave: () => chosen === undefined ? rmdir(path).catch(() => undefined) : Promise.resolve(),
  };
}
