/** `$.files`: the File Store of a project, as a folder. */
import { createReadStream, createWriteStream, existsSync, statSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import type { Json } from "../component/component.ts";

/** @throws Error for a path that leads out of the store */
function placeIn(folder: string, path: string): string {
  const place = resolve(folder, path.replace(/^\/+/, ""));
  if (place === resolve(folder) || place.startsWith(resolve(folder) + sep)) return place;
  throw new Error(`The path "${path}" leads out of the File Store.`);
}

async function ready(place: string): Promise<string> {
  await mkdir(dirname(place), { recursive: true });
  return place;
}

/** A file of the store, which need not exist yet. */
function fileAt(folder: string, path: string): Json {
  const place = placeIn(folder, path);
  const file = {
    path: relative(resolve(folder), place),
    name: basename(place),
    isFile: () => Promise.resolve(existsSync(place) && statSync(place).isFile()),
    isDirectory: () => Promise.resolve(existsSync(place) && statSync(place).isDirectory()),
    toUrl: () => Promise.resolve(pathToFileURL(place).href),
    toBuffer: () => readFile(place),
    toEncodedString: (encoding: BufferEncoding = "utf8", start?: number, end?: number) =>
      readFile(place).then((bytes) => bytes.subarray(start, end).toString(encoding)),
    async toFile(target: string) {
      await copyFile(place, target);
      return target;
    },
    createReadStream: () => Promise.resolve(createReadStream(place)),
    async createWriteStream() {
      return createWriteStream(await ready(place));
    },
    async fromFile(source: string) {
      await copyFile(source, await ready(place));
      return file;
    },
    async fromUrl(url: string, init?: RequestInit) {
      const response = await fetch(url, init);
      if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
      await writeFile(await ready(place), Buffer.from(await response.arrayBuffer()));
      return file;
    },
    async fromReadableStream(stream: AsyncIterable<unknown>) {
      await pipeline(Readable.from(stream), createWriteStream(await ready(place)));
      return file;
    },
    delete: () => rm(place, { recursive: true, force: true }),
    toJSON: () => ({ path: file.path, name: file.name }),
  };
  return file;
}

export function createFileStore(folder: string): Json {
  return {
    open: (path: string) => fileAt(folder, path),
    openDescriptor: ({ path }: { path: string }) => fileAt(folder, path),
    async* dir(path = ".") {
      const place = placeIn(folder, path);
      const entries = existsSync(place) ? await readdir(place) : [];
      for (const name of entries.sort()) yield fileAt(folder, join(path, name));
    },
  };
}
