/** A file that a user gives: looked at before it is sent, and never held in memory. */
import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import type { Picture, SentFile, Sound } from "../../operations/parameter.ts";
import { codeOf } from "../json.ts";
import { diskCause } from "./disk-error.ts";
import { download, type Repeat } from "./download/download.ts";
import { fileSource, type ByteSource } from "./formats/byte-reader.ts";
import type { MediaFormat } from "./formats/format.ts";
import { pictureFormat, soundFormat, WrongTypeError } from "./formats/media-format.ts";
import { inputsPrefix } from "./leftovers.ts";
import { bareText, bytesIn, referenceIn, shown, type Reference } from "./reference.ts";
import { readInSteps } from "./small-steps.ts";

/** Why a file cannot be sent; the message goes behind the name of its parameter. */
export class FileInputError extends Error {
  override readonly name = "FileInputError";
}

/** Where the bytes of a file are, and how an error calls it. */
interface Located {
  path: string;
  shownAs: string;
}

async function fileSize({ path, shownAs }: Located): Promise<number> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined) throw new FileInputError(`there is no file ${shownAs}`);
  if (!file.isFile()) throw new FileInputError(`${shownAs} is not a file, but a folder or something else`);
  if (file.size === 0) throw new FileInputError(`${shownAs} is empty`);
  return file.size;
}

async function readFormat<Format extends MediaFormat>(
  { path, shownAs }: Located,
  bytes: number,
  formatOf: (source: ByteSource) => Promise<Format>,
): Promise<Format> {
  const file = await open(path).catch(() => {
    throw new FileInputError(`${shownAs} cannot be read`);
  });
  try {
    const format = await formatOf(fileSource(file, bytes));
    const { kind, fault } = format;
    if (fault !== undefined) throw new FileInputError(`${shownAs} is a ${kind} that ${fault}`);
    return format;
  } catch (error) {
    if (error instanceof WrongTypeError) {
      const { message, advice } = error;
      throw new FileInputError(`${shownAs} ${message}${advice === undefined ? "" : `; ${advice}`}`);
    }
    throw error instanceof FileInputError ? error : new FileInputError(`${shownAs} cannot be read`);
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
  const bytes = await fileSize(located);
  const format = await readFormat(located, bytes, formatOf);
  const { contentType, extension } = format;
  return { format, file: { filename: nameFor(path, `.${extension}`), contentType, bytes, stream: () => readInSteps(path) } };
}

async function pictureAt(located: Located): Promise<Picture> {
  const { format, file } = await openMedia(located, pictureFormat);
  const { width, height, hasAlpha, orientation, isAnimated } = format;
  return { ...file, path: located.path, width, height, hasAlpha, orientation, isAnimated };
}

async function soundAt(located: Located): Promise<Sound> {
  const { format: { seconds, sampleRate, channels }, file } = await openMedia(located, soundFormat);
  return { ...file, seconds, sampleRate, channels };
}

async function fileAt(located: Located): Promise<SentFile> {
  const { path } = located;
  const bytes = await fileSize(located);
  const filename = nameFor(path, extname(path));
  return { filename, contentType: "application/octet-stream", bytes, stream: () => readInSteps(path) };
}

/** A file may be called anything; where there is none of that name, what surrounds it was not meant. */
async function pathOf(given: string): Promise<string> {
  const isThere = await stat(given).then(() => true, () => false);
  return isThere ? given : bareText(given);
}

/** Why something could not be stored in the folder for temporary files. */
function notStored(error: unknown): FileInputError {
  const folder = codeOf(error) === "ENOENT" ? `there is no folder ${tmpdir()}` : diskCause(error);
  return new FileInputError(`could not be stored for the time that it is needed: ${folder}`);
}

/** As much as the API takes of a sound. */
const maxSoundBytes = 104_857_600;

/** Opens the files that a user names; what had to be stored for that is removed with it. */
export class FileInputs implements AsyncDisposable {
  readonly #signal: AbortSignal;
  readonly #repeat: Repeat;
  /** Made once, also when several files are opened at the same time. */
  #folder: Promise<string> | undefined;
  #stored = 0;

  /**
   * @param endsAt when downloads have to be over, in epoch milliseconds
   * @param repeat attempts a download again where that may help
   */
  constructor(endsAt: number, repeat: Repeat) {
    this.#signal = AbortSignal.timeout(Math.max(0, endsAt - Date.now()));
    this.#repeat = repeat;
  }

  /**
   * @param given the path of a file, an http(s) URL, a data URI, or the base64 of a picture
   * @throws FileInputError if it is missing, no picture, or cannot be fetched
   */
  async openPicture(given: string): Promise<Picture> {
    return pictureAt(await this.#locate(given));
  }

  /**
   * The same for a sound.
   * @throws FileInputError if it is missing, no sound, or cannot be fetched
   */
  async openSound(given: string): Promise<Sound> {
    return soundAt(await this.#locate(given, maxSoundBytes));
  }

  /** Opens a file of any type; a picture or a sound is sent as one. */
  async openFile(given: string): Promise<SentFile> {
    const located = await this.#locate(given, maxSoundBytes);
    return pictureAt(located).catch(() => soundAt(located)).catch(() => fileAt(located));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  async #locate(given: string, maxBytes?: number): Promise<Located> {
    const reference = referenceIn(given);
    const shownAs = shown(given);
    if (reference.kind === "path") return { path: await pathOf(given), shownAs };
    const path = await this.#newPath();
    if (reference.kind === "url") await this.#fetch(reference.text, { path, shownAs }, maxBytes);
    else await store(reference, path, shownAs);
    return { path, shownAs };
  }

  async #fetch(url: string, { path, shownAs }: Located, maxBytes?: number): Promise<void> {
    try {
      await download(url, path, { signal: this.#signal, repeat: this.#repeat, maxBytes });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "failed";
      throw new FileInputError(`${shownAs} could not be fetched: ${reason}`);
    }
  }

  async #newPath(): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), inputsPrefix));
    this.#stored += 1;
    const name = `file-${this.#stored}`;
    const folder = await this.#folder.catch((error: unknown) => {
      throw notStored(error);
    });
    return join(folder, name);
  }
}

async function store(reference: Reference, path: string, shownAs: string): Promise<void> {
  const bytes = bytesIn(reference);
  if (bytes === undefined) {
    const problem = reference.kind === "base64" ? "begins like the base64 of a picture, but is none"
      : reference.text.includes(",") ? "is a data URI whose base64 is none" : "is a data URI without a comma, so without bytes";
    throw new FileInputError(`${shownAs} ${problem}`);
  }
  await writeFile(path, bytes).catch((error: unknown) => {
    throw notStored(error);
  });
}
