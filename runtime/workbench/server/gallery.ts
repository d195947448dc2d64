/** Every run in a folder of its own: `runs/<id>/run.json`, and the files that came beside it in `files/`. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject } from "../../component/component.ts";
import { RuntimeError } from "../../component/runtime-error.ts";
import type { Run, RunSummary } from "../protocol.ts";

export interface Gallery {
  /** A new run's id and the folder for its files; ids are in the order of time. */
  create: (startedAt: number) => Promise<{ id: string; files: string }>;
  /** Whole or not at all. */
  save: (run: Run) => Promise<void>;
  /** @throws RuntimeError if there is no such run */
  read: (id: string) => Promise<Run>;
  /** Newest first. */
  list: () => RunSummary[];
  /** Takes it out of sight; it can be restored until the workbench is started anew. */
  remove: (id: string) => Promise<void>;
  restore: (id: string) => Promise<RunSummary>;
}

/** What `list` needs of a run; the rest is read when it is looked at. */
export function summaryOf(run: Run): RunSummary {
  const { id, component, state, startedAt, endedAt, words, summary, files } = run;
  return {
    id,
    component,
    state,
    startedAt,
    ...endedAt !== undefined && { endedAt },
    words,
    ...summary !== undefined && { summary },
    files,
  };
}

/** Also what keeps an id from leading out of the folder. */
const isId = (text: string) => /^[\dT]{1,20}-[\da-f]{8}$/.test(text);

const newId = (startedAt: number) =>
  `${new Date(startedAt).toISOString().replace(/\D/g, "")}-${randomBytes(4).toString("hex")}`;

const isRun = (value: unknown): value is Run =>
  isObject(value) && typeof value["id"] === "string" && typeof value["startedAt"] === "number"
  && isObject(value["component"]) && Array.isArray(value["files"]);

async function readRun(folder: string): Promise<Run | undefined> {
  try {
    const run: unknown = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
    if (!isRun(run)) return undefined;
    // Whoever ran it is gone: it was under way when the workbench ended.
    return run.state === "running" ? { ...run, state: "interrupted" } : run;
  } catch {
    // A folder without a whole run is none of ours.
    return undefined;
  }
}

/** @param folder is made if it is not there; what was removed before is gone for good */
export async function openGallery(folder: string): Promise<Gallery> {
  const runs = join(folder, "runs");
  const removed = join(folder, "removed");
  await rm(removed, { recursive: true, force: true });
  await Promise.all([runs, removed].map((path) => mkdir(path, { recursive: true })));
  const names = (await readdir(runs)).filter(isId);
  const found = await Promise.all(names.map((name) => readRun(join(runs, name))));
  const summaries = new Map(found.flatMap((run) => run === undefined ? [] : [[run.id, summaryOf(run)] as const]));

  const folderOf = (id: string, parent = runs) => {
    if (!isId(id)) throw new RuntimeError(`There is no run "${id}".`);
    return join(parent, id);
  };
  const read = async (id: string) => {
    const run = await readRun(folderOf(id));
    if (run === undefined) throw new RuntimeError(`There is no run "${id}".`);
    return run;
  };
  return {
    async create(startedAt) {
      const id = newId(startedAt);
      const files = join(folderOf(id), "files");
      await mkdir(files, { recursive: true });
      return { id, files };
    },
    async save(run) {
      const path = join(folderOf(run.id), "run.json");
      await writeFile(`${path}.new`, JSON.stringify(run));
      await rename(`${path}.new`, path);
      summaries.set(run.id, summaryOf(run));
    },
    read,
    list: () => [...summaries.values()].sort((one, other) => other.startedAt - one.startedAt),
    async remove(id) {
      await rename(folderOf(id), folderOf(id, removed));
      summaries.delete(id);
    },
    async restore(id) {
      await rename(folderOf(id, removed), folderOf(id));
      const summary = summaryOf(await read(id));
      summaries.set(id, summary);
      return summary;
    },
  };
}
