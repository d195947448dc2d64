/** The folder that results are saved in, and the room that it has. */
import { statfs } from "node:fs/promises";

const mebibyte = 1_048_576;

/** Pipedream names the folder of files that a step shares; without that, or with an empty name, it is /tmp. */
export const outputFolder = (): string => process.env["STASH_DIR"] || "/tmp";

/** The room in a folder in MiB; `undefined` where the system does not tell, as of folders that no disk holds. */
export async function freeMebibytes(folder: string): Promise<number | undefined> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    return blocks === 0 ? undefined : bavail * bsize / mebibyte;
  } catch {
    return undefined;
  }
}
