/** Keeps what was made of each source, as long as neither the source nor the tools change. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = "node_modules/.cache/registry";

const hashOf = (texts: readonly string[]): string => createHash("sha256").update(JSON.stringify(texts)).digest("hex");

/** This program, as built, and the versions of all packages. */
const tools = (): string => hashOf([import.meta.filename, "package-lock.json"].map((file) => readFileSync(file, "utf8")));

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Whole or not at all, whoever else writes at the same time. */
function write(file: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** @returns a function that makes a text from others, or finds the one that it made of the same before */
export function cached(make: (path: string, text: string) => Promise<string>): typeof make {
  const made = tools();
  return async (path, text) => {
    const file = join(folder, hashOf([made, path, text]));
    const found = read(file);
    if (found !== undefined) return found;
    const result = await make(path, text);
    write(file, result);
    return result;
  };
}
