/** A picture that a user gives: looked at before it is sent, and never held in memory. */
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Picture } from "../operations/operation.ts";
import { download } from "./download.ts";
import { headBytes, pictureFormat, tailBytes, type PictureFormat } from "./picture-format.ts";

/** Why a picture cannot be sent; the message goes behind the name of its parameter. */
export class PictureInputError extends Error {
  override readonly name = "PictureInputError";
}

const isUrl = (reference: string) => /^https?:\/\//i.test(reference);
const isDataUri = (reference: string) => /^data:/i.test(reference);

/** Long references are data URIs; their beginning tells enough. */
const shown = (reference: string) => JSON.stringify(reference.length > 80 ? `${reference.slice(0, 80)}…` : reference);

function dataUriBytes(reference: string): Buffer {
  const [, base64] = /^data:[^,]*;base64,([A-Za-z\d+/]*={0,2})$/i.exec(reference) ?? [];
  if (base64 === undefined) throw new PictureInputError(`got ${shown(reference)}, which is not a data URI with base64`);
  return Buffer.from(base64, "base64");
}

async function fileSize(path: string): Promise<number> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined) throw new PictureInputError(`there is no file ${shown(path)}`);
  if (!file.isFile()) throw new PictureInputError(`${shown(path)} is not a file, but a folder or something else`);
  if (file.size === 0) throw new PictureInputError(`the file ${shown(path)} is empty`);
  return file.size;
}

async function readFormat(path: string, bytes: number, name: string): Promise<PictureFormat> {
  const file = await open(path).catch(() => {
    throw new PictureInputError(`the file ${shown(path)} cannot be read`);
  });
  try {
    const head = Buffer.alloc(Math.min(headBytes, bytes));
    const tail = Buffer.alloc(Math.min(tailBytes, bytes));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, bytes - tail.length);
    return pictureFormat(head, tail, bytes);
  } catch (error) {
    throw new PictureInputError(`${shown(name)} is ${error instanceof Error ? error.message : "unreadable"}`);
  } finally {
    await file.close();
  }
}

async function pictureAt(path: string, name: string): Promise<Picture> {
  const bytes = await fileSize(path);
  const { contentType, extension, width, height, hasAlpha } = await readFormat(path, bytes, name);
  // The name goes into the request, where only its ending means something.
  const stem = basename(path).replace(/\.[^.]*$/, "").replace(/[^\w.-]+/g, "_");
  const filename = `${stem === "" ? "picture" : stem}.${extension}`;
  return { filename, contentType, bytes, width, height, hasAlpha, stream: () => createReadStream(path) };
}

/** Opens pictures, and removes what had to be stored for that. */
export class PictureInputs {
  #folder: string | undefined;
  #stored = 0;

  /**
   * @param reference the path of a file, an http(s) URL, or a data URI
   * @param signal ends a download
   * @throws PictureInputError if it is missing, no picture, or cannot be fetched
   */
  async open(reference: string, signal: AbortSignal): Promise<Picture> {
    if (isDataUri(reference)) {
      const path = await this.#newPath();
      await writeFile(path, dataUriBytes(reference));
      return pictureAt(path, shown(reference));
    }
    if (!isUrl(reference)) return pictureAt(reference, reference);
    const path = await this.#newPath();
    try {
      await download(reference, path, signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "failed";
      throw new PictureInputError(`${shown(reference)} could not be fetched: ${reason}`);
    }
    return pictureAt(path, reference);
  }

  async remove(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #newPath(): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), "dreamstudio-input-"));
    this.#stored += 1;
    return join(this.#folder, `picture-${this.#stored}`);
  }
}
