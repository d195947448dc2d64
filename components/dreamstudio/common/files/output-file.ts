/** A file on its way to disk: under a temporary name until it is known to be whole. */
import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { saidBy } from "../errors/redact.ts";
import type { StabilityError } from "../errors/stability-error.ts";
import { errorFromDisk } from "./disk-error.ts";
import { fileSource } from "./formats/byte-reader.ts";
import type { MediaFormat } from "./formats/format.ts";
import { mediaFormat, WrongTypeError } from "./formats/media-format.ts";
import type { Other } from "./formats/sniff.ts";
import { partEnding } from "./leftovers.ts";
import { outputFolder } from "./output-folder.ts";
import { writeChunk, writeStep } from "./small-steps.ts";

export interface SavedFile {
  filePath: string;
  filename: string;
  contentType: string;
  bytes: number;
}

/** A picture, a video, a sound, or a 3D model. */
export interface SavedMedia extends SavedFile {
  /** Only of a picture, in pixels. */
  width?: number;
  /** Only of a picture, in pixels. */
  height?: number;
  /** Only of a sound: how long it is. */
  seconds?: number;
  /** Only of a sound, in Hz. */
  sampleRate?: number;
  /** Only of a sound. */
  channels?: number;
  /** Only of a model: how many all its meshes have. */
  triangles?: number;
  /** Whether it carries a signed manifest (C2PA), which one added byte makes invalid. */
  contentCredentials?: true;
  /** The file beside it that tells how it was made, if the user wants one. */
  parametersPath?: string;
}

/** A picture of a few megapixels is saved quickly, and what is larger with little memory. */
const quickBytes = 8 * 1_048_576;

/** What a file is for. */
export interface Purpose {
  /** The operation: the first part of the name; the second makes it unlike any other. */
  name: string;
  /** Whether what it is to hold costs credits. */
  isPaid: boolean;
}

/** What a result says about media besides its file. */
function factsOf(format: MediaFormat): Omit<SavedMedia, keyof SavedFile> {
  const { kind, contentCredentials } = format;
  return {
    ...kind === "picture" && { width: format.width, height: format.height },
    ...kind === "sound" && {
      seconds: Number(format.seconds.toFixed(3)), sampleRate: format.sampleRate, channels: format.channels,
    },
    ...kind === "model" && format.triangles !== undefined && { triangles: format.triangles },
    ...contentCredentials && { contentCredentials: true },
  };
}

/** More of a text is not looked at. */
const longestText = 65_536;

export class OutputFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #isPaid: boolean;
  readonly #file: FileHandle;
  #bytes = 0;

  private constructor(folder: string, { name, isPaid }: Purpose, file: FileHandle) {
    this.#folder = folder;
    this.#name = name;
    this.#isPaid = isPaid;
    this.#file = file;
  }

  /** @throws what the system says if there can be no such file */
  static async create({ name: operation, isPaid }: Purpose): Promise<OutputFile> {
    const folder = outputFolder();
    const name = `${operation}-${randomUUID()}`;
    return new OutputFile(folder, { name, isPaid }, await open(join(folder, `${name}${partEnding}`), "wx+"));
  }

  get bytes(): number {
    return this.#bytes;
  }

  get #temporaryPath(): string {
    return join(this.#folder, `${this.#name}${partEnding}`);
  }

  async write(chunk: Buffer): Promise<void> {
    try {
      await (this.#bytes < quickBytes ? writeChunk : writeStep)(this.#file, chunk);
    } catch (error) {
      throw this.#errorFromDisk(error);
    }
    this.#bytes += chunk.length;
  }

  /**
   * Gives the file its name if it is whole media of a type that the API makes, which its bytes show.
   * @param key is taken out of the words of a file that is a text
   * @throws StabilityError that says what else it is
   */
  async keepMedia(key: string): Promise<SavedMedia> {
    const format = await this.format();
    if (!("end" in format)) throw await this.wrongType(format, key);
    const { kind, contentType, extension, fault } = format;
    if (fault !== undefined) throw errorFromWrongAnswer(`a ${kind} that ${fault}`, "a whole one");
    return {
      ...await this.keep(contentType, extension),
      ...factsOf(format),
    };
  }

  /** What the file is: media of a type that the API makes, or something else. */
  async format(): Promise<MediaFormat | Other> {
    try {
      return await mediaFormat(fileSource(this.#file, this.#bytes));
    } catch (error) {
      if (error instanceof WrongTypeError) return error.other;
      throw this.#errorFromDisk(error);
    }
  }

  /** What to throw where a picture was expected: a text speaks for itself, and a page by the title in its name. */
  async wrongType({ name, kind, extension }: Other, key: string): Promise<StabilityError> {
    if (kind !== "text" || extension === "html") return errorFromWrongAnswer(saidBy(name, key));
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(longestText), 0, longestText, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return errorFromWrongAnswer(`the text "${saidBy(text, key, 100)}"`);
  }

  /** Gives the file its name, whatever it holds. */
  async keep(contentType: string, extension: string): Promise<SavedFile> {
    const filename = `${this.#name}.${extension}`;
    const filePath = join(this.#folder, filename);
    try {
      await this.#file.close();
      await rename(this.#temporaryPath, filePath);
    } catch (error) {
      throw this.#errorFromDisk(error);
    }
    return { filePath, filename, contentType, bytes: this.#bytes };
  }

  /** Leaves nothing behind; never fails, so that the reason for giving up is what the user reads. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#temporaryPath, { force: true }).catch(() => undefined);
  }

  #errorFromDisk(error: unknown): StabilityError {
    return errorFromDisk(error, { folder: this.#folder, isPaid: this.#isPaid });
  }
}
