/**
 * What a run leaves behind when it is killed: unfinished files and stored inputs. Their names tell which process they
 * belong to, so that the next run can remove them, and never takes one away from a run that lives.
 */
import { readFileSync, readlinkSync } from "node:fs";
import { opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../json.ts";

/** No run takes as long as this (an exchange ends after five minutes); for what no process can be found. */
const longestRunMillis = 15 * 60_000;

/** A folder may hold anything; looking for what is ours must not take long. */
const mostEntries = 10_000;

interface Process {
  /** As Linux writes it: `Z` for one that has ended and was not fetched yet. */
  state: string | undefined;
  /** When it began, in ticks since the machine did. */
  start: string | undefined;
}

/** Linux alone tells. */
function processAt(pid: number | "self"): Process | undefined {
  try {
    // The name of the program stands in brackets and may hold anything; the fields that matter come behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, "").trim().split(" ");
    return { state: fields[0], start: fields[19] };
  } catch {
    return undefined;
  }
}

/** The space in which a number belongs to one process: containers that share a folder have spaces of their own. */
function processSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "0";
  }
}

/** Number, start and space of this process: no two processes have all three in common. */
const owner = `${process.pid}-${processAt("self")?.start ?? "0"}-${processSpace()}`;

/** What the name of an unfinished file ends with, behind the name that it gets when it is whole. */
export const partEnding = `.${owner}.part`;

/** What the name of a folder for stored inputs begins with. */
export const inputsPrefix = `dreamstudio-input-${owner}-`;

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

const ours = new RegExp(
  `^(?:[a-z0-9-]+-${uuid}(?:\\.[a-z0-9]+)?\\.(\\d+-\\d+-\\d+)\\.part|dreamstudio-input-(\\d+-\\d+-\\d+)-\\w+)$`,
);

/** A process that belongs to somebody else exists too. */
function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** Whether a process has ended; `undefined` where that cannot be known, as of a run in this one. */
function hasEnded(other: string): boolean | undefined {
  const [pid = "", start, space] = other.split("-");
  if (other === owner || space !== processSpace()) return undefined;
  if (!exists(Number(pid))) return true;
  const now = processAt(Number(pid));
  // A number is given again to another process.
  return now === undefined ? undefined : now.start !== start || now.state === "Z";
}

async function isOld(path: string): Promise<boolean> {
  return Date.now() - (await stat(path)).mtimeMs > longestRunMillis;
}

async function removeFrom(folder: string): Promise<void> {
  let left = mostEntries;
  for await (const { name } of await opendir(folder, { bufferSize: 512 })) {
    if ((left -= 1) < 0) return;
    const [, ofFile, ofFolder] = ours.exec(name) ?? [];
    const other = ofFile ?? ofFolder;
    if (other === undefined) continue;
    const path = join(folder, name);
    if (hasEnded(other) ?? await isOld(path)) await rm(path, { recursive: true, force: true });
  }
}

/** The folders that are looked through at the moment: runs at the same time need not do it each for itself. */
const underway = new Map<string, Promise<void>>();

function removeOnceFrom(folder: string): Promise<void> {
  const already = underway.get(folder);
  if (already !== undefined) return already;
  const removal = removeFrom(folder).catch(() => undefined).finally(() => underway.delete(folder));
  underway.set(folder, removal);
  return removal;
}

/** Removes what runs that have ended left in these folders; never fails, since nobody asked for it. */
export async function removeLeftovers(folders: readonly string[]): Promise<void> {
  await Promise.all(folders.map(removeOnceFrom));
}
