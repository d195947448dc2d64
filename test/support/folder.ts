/** A folder for the pictures of one test, gone after it; a built component writes where STASH_DIR says. */
import { afterEach, beforeEach } from "@jest/globals";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function usePicturesFolder(): { path(): string; files(): Promise<string[]> } {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "dreamstudio-test-"));
    process.env["STASH_DIR"] = folder;
  });
  afterEach(async () => {
    delete process.env["STASH_DIR"];
    await rm(folder, { recursive: true });
  });
  return { path: () => folder, files: () => readdir(folder) };
}
