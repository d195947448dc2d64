/** `--watch`: the command runs again whenever a file of the component changes. */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openWorker } from "../isolation/worker.ts";
import { untilInterrupted } from "./interruption.ts";
import { reportThrown } from "./report.ts";
import type { Setting } from "./setting.ts";

/** How often the files are looked at. */
const lookMillis = 150;

/** The files that a component is made of: its own, and what it imports that is no package. */
async function filesOf(path: string): Promise<string[]> {
  const { build } = await import("esbuild");
  const folder = dirname(path);
  try {
    const { metafile } = await build({
      entryPoints: [path], absWorkingDir: folder, bundle: true, write: false, metafile: true, packages: "external",
      platform: "node", logLevel: "silent",
    });
    return Object.keys(metafile.inputs).map((input) => resolve(folder, input));
  } catch {
    // A file that cannot be read now may be one of them as soon as it is mended.
    return [];
  }
}

/** Two looks at a file differ if it was changed between them. */
function lookAt(paths: Iterable<string>): string {
  const looks = [...paths].map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? "gone" : `${found.mtimeMs} ${found.size} ${found.ino}`;
  });
  return looks.join("\n");
}

/**
 * Waits until something has changed, and nothing changes any more.
 * @returns false if the signal came first
 */
async function untilChanged(paths: Iterable<string>, before: string, signal: AbortSignal): Promise<boolean> {
  for (let last = lookAt(paths); !signal.aborted;) {
    await wait(lookMillis, undefined, { signal }).catch(() => undefined);
    const now = lookAt(paths);
    if (now !== before && now === last) return true;
    last = now;
  }
  return false;
}

/**
 * Until Ctrl+C. What fails ends nothing: it may be mended.
 * @param run the command, with the process that it gets: a new one each time, which knows nothing of the files before
 * @returns the exit code of the last run
 */
export async function runAgainAndAgain(
  path: string,
  run: (setting: Setting) => Promise<number>,
  setting: Setting,
  json: boolean,
): Promise<number> {
  const { output, environment, limits } = setting;
  const paths = new Set([path]);
  return untilInterrupted(async (signal) => {
    for (;;) {
      for (const file of await filesOf(path)) paths.add(file);
      const before = lookAt(paths);
      const worker = openWorker(limits, environment);
      let code: number;
      try {
        code = await run({ ...setting, worker, isWatched: true });
      } catch (error) {
        code = reportThrown(error, { json, output });
      } finally {
        worker.close();
      }
      if (!signal.aborted) output.stderr.write(`Watching ${paths.size === 1 ? "the file" : `${paths.size} files`}; Ctrl+C ends it.\n`);
      if (!await untilChanged(paths, before, signal)) return code;
    }
  });
}
