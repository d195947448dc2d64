/** The files that a step leaves behind, in the folder that Pipedream shares between steps. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../component/account.ts";

export const filesFolder = (environment: Environment): string => environment["STASH_DIR"] || "/tmp";

/** The paths of the files in a folder; none if there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}
