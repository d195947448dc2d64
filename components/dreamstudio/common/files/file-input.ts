/** A file that a user gives: looked at before it is sent, and never held in memory. */
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { Picture, SentFile, Sound } from "../../operations/parameter.ts";
import { download } from "./download.ts";
import { fileSource, type ByteSource } from "./formats/byte-reader.ts";
import type { MediaFormat } from "./formats/format.ts";
import { pictureFormat, soundFormat, WrongTypeError } from "./formats/media-format.ts";
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

/** A file that is looked at: where it is, and how the user called it. */
interface Seen extends Located {
  bytes: number;
}

async function readFormat<Format extends MediaFormat>(
  { path, bytes, shownAs: name }: Seen,
  formatOf: (source: ByteSource) => Promise<Format>,
): Promise<Format> {
  const file = await open(path).catch(() => {
    throw new FileInputError(`the file ${shown(path)} cannot be read`);
  });
  try {
    const format = await formatOf(fileSource(file, bytes));
    const { kind, fault } = format;
    if (fault !== undefined) throw new FileInputError(`${shown(name)} is a ${kind} that ${fault}`);
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

interface Opened<Format> {
  format: Format;
  file: SentFile;
}

async function openMedia<Format extends MediaFormat>(
  located: Located,
  formatOf: (source: ByteSource) => Promise<Format>,
): Promise<Opened<Format>> {
  const { path } = located;
  const bytes = await fileSize(path);
  const format = await readFormat({ ...located, bytes }, formatOf);
  const { contentType, extension } = format;
  const filename = nameFor(path, `.${extension}`);
  return { format, file: { filename, contentType, bytes, stream: () => readInSteps(path) } };
}

async function pictureAt(located: Located): Promise<Picture> {
  const { format: { width, height, hasAlpha }, file } = await openMedia(located, pictureFormat);
  return { ...file, width, height, hasAlpha };
}

async function soundAt(located: Located): Promise<Sound> {
  const { format: { seconds, sampleRate, channels }, file } = await openMedia(located, soundFormat);
  return { ...file, seconds, sampleRate, channels };
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

/** As much as the API takes of a sound. */
const maxSoundBytes = 104_857_600;

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

  /**
   * The same for a sound.
   * @throws FileInputError if it is missing, no sound, or cannot be fetched
   */
  async openSound(reference: string): Promise<Sound> {
    return soundAt(await this.#locate(reference, maxSoundBytes));
  }

  /** Opens a file of any type; a picture or a sound is sent as one. */
  async openFile(reference: string): Promise<SentFile> {
    const located = await this.#locate(reference, maxSoundBytes);
    return pictureAt(located).catch(() => soundAt(located)).catch(() => fileAt(located));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== undefined) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #locate(reference: string, maxBytes?: number): Promise<Located> {
    if (isDataUri(reference)) {
      const path = await this.#newPath();
      await writeFile(path, dataUriBytes(reference));
      return { path, shownAs: reference };
    }
    if (!isUrl(reference)) return { path: reference, shownAs: reference };
    const path = await this.#newPath();
    try {
      await download(reference, path, this.#signal, maxBytes);
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
