/** A file that a user gives: looked at before it is sent, and never held in memory. */
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { Picture, SentFile } from "../../operations/parameter.ts";
import { download } from "./download.ts";
import { fileSource } from "./formats/byte-reader.ts";
import type { PictureFormat } from "./formats/format.ts";
import { pictureFormat, WrongTypeError } from "./formats/media-format.ts";
import { readInSteps } from "./small-steps.ts";

/** Why a file cannot be sent; the message goes behind the name of its parameter. */
export class FileInputError extends Error {
  override readonly name = "FileInputError";
}

const isUrl = (reference: string) => /^https?:\/\//i.test(reference);
export const isDataUri = (reference: string): boolean => /^data:/i.test(reference);

/** Without user and query: they may hold what lets anybody fetch the file. */
const publicPart = (url: string) => url.replace(/^(https?:\/\/)[^/?#]*@/i, "$1").replace(/[?#].*$/, "?…");

/** Long references are data URIs; their beginning tells enough. */
function shown(reference: string): string {
  const text = isUrl(reference) ? publicPart(reference) : reference;
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** The last part of a path or URL: neither the folders of a machine, nor what lets anybody fetch the file. */
export const publicName = (reference: string): string =>
  isDataUri(reference) ? "data" : basename(isUrl(reference) ? publicPart(reference).replace("?…", "") : reference);

function dataUriBytes(reference: string): Buffer {
  const [, base64] = /^data:[^,]*;base64,([A-Za-z\d+/]*={0,2})$/i.exec(reference) ?? [];
  if (base64 === undefined) throw new FileInputError(`got ${shown(reference)}, which is not a data URI with base64`);
  return Buffer.from(base64, "base64");
}

async function fileSize(path: string): Promise<number> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined) throw new FileInputError(`there is no file ${shown(path)}`);
  if (!file.isFile()) throw new FileInputError(`${shown(path)} is not a file, but a folder or something else`);
  if (file.size === 0) throw new FileInputError(`the file ${shown(path)} is empty`);
  return file.size;
}

async function readFormat(path: string, bytes: number, name: string): Promise<PictureFormat> {
  const file = await open(path).catch(() => {
    throw new FileInputError(`the file ${shown(path)} cannot be read`);
  });
  try {
    const format = await pictureFormat(fileSource(file, bytes));
    if (format.fault !== undefined) throw new FileInputError(`${shown(name)} is a picture that ${format.fault}`);
    return format;
  } catch (error) {
    if (error instanceof WrongTypeError) {
      const { message, advice } = error;
      throw new FileInputError(`${shown(name)} ${message}${advice === undefined ? "" : `; ${advice}`}`);
    }
    throw error instanceof FileInputError ? error : new FileInputError(`${shown(name)} cannot be read`);
  } finally {
    await file.close();
  }
}

/** The name goes into the request, where only its ending means something. */
function nameFor(path: string, extension: string): string {
  const stem = basename(path).replace(/\.[^.]*$/, "").replace(/[^\w.-]+/g, "_");
  return `${stem === "" ? "file" : stem}${extension}`;
}

async function pictureAt({ path, shownAs }: Located): Promise<Picture> {
  const bytes = await fileSize(path);
  const { contentType, extension, width, height, hasAlpha } = await readFormat(path, bytes, shownAs);
  const filename = nameFor(path, `.${extension}`);
  return { filename, contentType, bytes, width, height, hasAlpha, stream: () => readInSteps(path) };
}

async function fileAt({ path }: Located): Promise<SentFile> {
  const bytes = await fileSize(path);
  const filename = nameFor(path, extname(path));
  return { filename, contentType: "application/octet-stream", bytes, stream: () => readInSteps(path) };
}

/** Where the bytes of a file are, and how the user called it. */
interface Located {
  path: string;
  shownAs: string;
}

/** Opens the files that a user names; what had to be stored for that is removed with it. */
export class FileInputs implements AsyncDisposable {
  readonly #signal: AbortSignal;
  /** Made once, also when several files are opened at the same time. */
  #folder: Promise<string> | undefined;
  #stored = 0;

  /** @param endsAt when downloads have to be over, in epoch milliseconds */
  constructor(endsAt: number) {
    this.#signal = AbortSignal.timeout(Math.max(0, endsAt - Date.now()));
  }

  /**
   * @param reference the path of a file, an http(s) URL, or a data URI
   * @throws FileInputError if it is missing, no picture, or cannot be fetched
   */
  async openPicture(reference: string): Promise<Picture> {
    return pictureAt(await this.#locate(reference));
  }

  /** Opens a file of any type; a picture is sent as one. */
  async openFile(reference: string): Promise<SentFile> {
    const located = await this.#locate(reference);
    return pictureAt(located).catch(() => fileAt(located));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== undefined) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #locate(reference: string): Promise<Located> {
    if (isDataUri(reference)) {
      const path = await this.#newPath();
      await writeFile(path, dataUriBytes(reference));
      return { path, shownAs: reference };
    }
    if (!isUrl(reference)) return { path: reference, shownAs: reference };
    const path = await this.#newPath();
    try {
      await download(reference, path, this.#signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "failed";
      throw new FileInputError(`${shown(reference)} could not be fetched: ${reason}`);
    }
    return { path, shownAs: reference };
  }

  async #newPath(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), "dreamstudio-input-"));
    this.#stored += 1;
    const name = `file-${this.#stored}`;
    return join(await this.#folder, name);
  }
}
