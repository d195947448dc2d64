/** The built files of the runtime, which stand beside the one that runs, or above it where that is for CommonJS. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));

export function distFile(name: string): string {
  const beside = join(folder, name);
  return existsSync(beside) ? beside : join(folder, "..", name);
}
