/** A file on its way to disk: under a temporary name until it is known to be whole. */
import { ConfigurationError } from "@pipedream/platform";
import { randomUUID } from "node:crypto";
import { access, constants, open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { errorFromWrongAnswer } from "../errors/lost-exchange.ts";
import { StabilityError } from "../errors/stability-error.ts";
import { diskCause, errorFromDisk } from "./disk-error.ts";
import { pictureFormat, type ByteSource, type PictureFormat } from "./picture-format.ts";
import { writeStep } from "./small-steps.ts";
import { isMp4, isWholeMp4 } from "./video-format.ts";

export interface SavedFile {
  filePath: string;
  filename: string;
  contentType: string;
  bytes: number;
}

/** A picture, or a video. */
export interface SavedMedia extends SavedFile {
  /** Of a picture, in pixels. */
  width?: number;
  /** Of a picture, in pixels. */
  height?: number;
}

/** Pipedream names the folder of files that a step shares; without that, or with an empty name, it is /tmp. */
const outputFolder = () => process.env["STASH_DIR"] || "/tmp";

/** @throws ConfigurationError if nothing can be saved, so that nothing is asked for that costs credits */
export async function requireOutputFolder(): Promise<void> {
  const folder = outputFolder();
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new ConfigurationError(`Nothing was sent: pictures could not be saved in ${folder}: ${diskCause(error)}.`);
  }
}

export class OutputFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #file: FileHandle;
  #bytes = 0;

  private constructor(folder: string, name: string, file: FileHandle) {
    this.#folder = folder;
    this.#name = name;
    this.#file = file;
  }

  /** @param operation the first part of the name; the second makes it unlike any other */
  static async create(operation: string): Promise<OutputFile> {
    const folder = outputFolder();
    const name = `${operation}-${randomUUID()}`;
    try {
      return new OutputFile(folder, name, await open(join(folder, `${name}.part`), "wx+"));
    } catch (error) {
      throw errorFromDisk(error, folder);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  get #temporaryPath(): string {
    return join(this.#folder, `${this.#name}.part`);
  }

  async write(chunk: Buffer): Promise<void> {
    try {
      await writeStep(this.#file, chunk);
    } catch (error) {
      throw errorFromDisk(error, this.#folder);
    }
    this.#bytes += chunk.length;
  }

  /**
   * Gives the file its name if it is a whole picture or video, which its bytes tell.
   * @throws StabilityError that says what else it is
   */
  async keepMedia(): Promise<SavedMedia> {
    const read = (position: number, length: number) => this.#read(position, length);
    if (!isMp4(await read(0, Math.min(8, this.#bytes)))) {
      const { extension, contentType, width, height } = await this.#pictureFormat(read);
      return { ...await this.keep(contentType, extension), width, height };
    }
    const isWhole = await isWholeMp4(read, this.#bytes);
    if (!isWhole) throw errorFromWrongAnswer("a video that is cut short", "a whole one");
    return this.keep("video/mp4", "mp4");
  }

  /** Gives the file its name, whatever it holds. */
  async keep(contentType: string, extension: string): Promise<SavedFile> {
    const filename = `${this.#name}.${extension}`;
    const filePath = join(this.#folder, filename);
    try {
      await this.#file.close();
      await rename(this.#temporaryPath, filePath);
    } catch (error) {
      throw errorFromDisk(error, this.#folder);
    }
    return { filePath, filename, contentType, bytes: this.#bytes };
  }

  /** Leaves nothing behind; never fails, so that the reason for giving up is what the user reads. */
  async discard(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await rm(this.#temporaryPath, { force: true }).catch(() => undefined);
  }

  async #pictureFormat(read: ByteSource["read"]): Promise<PictureFormat> {
    try {
      return await pictureFormat({ bytes: this.#bytes, read });
    } catch (error) {
      if (error instanceof StabilityError) throw error;
      throw errorFromWrongAnswer(error instanceof Error ? error.message : "something unreadable");
    }
  }

  async #read(position: number, length: number): Promise<Buffer> {
    try {
      return (await this.#file.read(Buffer.alloc(length), 0, length, position)).buffer;
    } catch (error) {
      throw errorFromDisk(error, this.#folder);
    }
  }
}
