/** The files that this process writes, wherever they lie: a component may write to `/tmp`, and not where its run is. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What writes the file that its first argument names, and what makes the one that its second names. */
const writers = { first: ["writeFile", "appendFile", "createWriteStream", "truncate"], second: ["copyFile", "rename", "cp", "link"] };

type Call = (...args: unknown[]) => unknown;

function pathOf(written: unknown): string | undefined {
  if (typeof written === "string") return resolve(written);
  if (Buffer.isBuffer(written)) return resolve(written.toString());
  return written instanceof URL && written.protocol === "file:" ? fileURLToPath(written) : undefined;
}

/** Whether a file that is opened so can be written. */
const isForWriting = (flags: unknown) => typeof flags === "number"
  ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
  : typeof flags === "string" && /[wa+]/.test(flags);

/** From now on each file that is about to be written is told, by its absolute path; some are told more than once. */
export function watchFiles(onWrite: (path: string) => void): void {
  const watch = (place: object, name: string, which: number, isWrite: (args: readonly unknown[]) => boolean) => {
    const original: unknown = Reflect.get(place, name);
    if (typeof original !== "function") return;
    const watched = function watched(this: unknown, ...args: unknown[]): unknown {
      const path = isWrite(args) ? pathOf(args[which]) : undefined;
      if (path !== undefined) onWrite(path);
      return Reflect.apply(original as Call, this, args);
    };
    // What a library hangs on a function, such as its promisified form, is still there.
    Reflect.set(place, name, Object.defineProperties(watched, Object.getOwnPropertyDescriptors(original)));
  };
  const always = () => true;
  for (const [place, ending] of [[fs, ""], [fs, "Sync"], [fs.promises, ""]] as const) {
    for (const name of writers.first) watch(place, name + ending, 0, always);
    for (const name of writers.second) watch(place, name + ending, 1, always);
    watch(place, `open${ending}`, 0, ([, flags]) => isForWriting(flags));
  }
  syncBuiltinESMExports();
}
