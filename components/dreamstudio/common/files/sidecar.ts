/** A file beside another one that tells about it. */
import { rename, rm, writeFile } from "node:fs/promises";

/**
 * @returns its path, that of the file with `.json` behind it
 * @throws what the disk says if it could not be written; then nothing is left of it
 */
export async function writeSidecar(filePath: string, text: string): Promise<string> {
  const path = `${filePath}.json`;
  const newPath = `${path}.part`;
  try {
    await writeFile(newPath, text, { flag: "wx" });
    await rename(newPath, path);
  } catch (error) {
    await rm(newPath, { force: true }).catch(() => undefined);
    throw error;
  }
  return path;
}
