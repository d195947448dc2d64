/** One process at a time uses the db of a source. */
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { isObject } from "../component/component.ts";
import { messageOf, RuntimeError } from "../component/runtime-error.ts";

/** A process that a signal would reach, also one of another user. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isObject(error) && error["code"] === "EPERM";
  }
}

async function take(lockPath: string): Promise<boolean> {
  try {
    const file = await open(lockPath, "wx");
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if (isObject(error) && error["code"] === "EEXIST") return false;
    throw new RuntimeError(`The db cannot be kept: ${messageOf(error)}`);
  }
}

/**
 * A lock whose process is gone does not count.
 * @returns what gives it back
 * @throws RuntimeError if another process, or another run of this one, has it
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  const lockPath = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  const isMine = await take(lockPath) || await takeOver(lockPath);
  if (!isMine) {
    const pid = Number(await readFile(lockPath, "utf8").catch(() => ""));
    throw new RuntimeError(`${path} is in use by process ${pid}. Stop it, or name another file.`);
  }
  return () => rm(lockPath, { force: true });
}

async function takeOver(lockPath: string): Promise<boolean> {
  const pid = Number(await readFile(lockPath, "utf8").catch(() => ""));
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) return false;
  await rm(lockPath, { force: true });
  return take(lockPath);
}
