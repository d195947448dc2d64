/** The files of runs: where the page finds them, and which of them went in. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Json, MediaFile } from "../protocol.ts";
import { inputAddress } from "./inputs.ts";
import { describeFile } from "./media.ts";

/** Where the page finds a file of the workbench's folder. */
function addressOf(path: string, folder: string): string | undefined {
  const [kind, id = "", ...rest] = path.slice(folder.length + 1).split("/");
  if (kind === "inputs") return inputAddress(id, rest.join("/"));
  return kind === "runs" ? `/files/runs/${id}/${rest.slice(1).map(encodeURIComponent).join("/")}` : undefined;
}

/** The files of the workbench among the values, so that a result can be held against what it was made from. */
export async function inputsAmong(values: Json, folder: string): Promise<Record<string, MediaFile>> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    if (typeof value !== "string" || !value.startsWith(`${folder}/`)) return [];
    const address = addressOf(value, folder);
    // Whoever runs it is told that it is not there.
    const file = address === undefined ? undefined : await describeFile(value, address).catch(() => undefined);
    return file === undefined ? [] : [[name, file] as const];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

/** All that is in the folder of a run, links left out: they may lead anywhere. */
export async function filesOf(id: string, folder: string): Promise<MediaFile[]> {
  const entries = await readdir(join(folder, "runs", id, "files"), { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(paths.map((path) => describeFile(path, addressOf(path, folder) ?? "")));
}
