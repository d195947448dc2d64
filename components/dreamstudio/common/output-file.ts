/** A file on its way to disk: under a temporary name until it is known to be whole. */
import { randomUUID } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { headBytes, pictureFormat, tailBytes, type PictureFormat } from "./picture-format.ts";
import { errorFromDisk, errorFromWrongAnswer } from "./stability-error.ts";

export interface SavedFile {
  filePath: string;
  filename: string;
  contentType: string;
  bytes: number;
}

export interface SavedPicture extends SavedFile {
  /** In pixels. */
  width: number;
  /** In pixels. */
  height: number;
}

/** Pipedream names the folder of files that a step shares; without that it is /tmp. */
const picturesFolder = () => process.env["STASH_DIR"] ?? "/tmp";

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
    const folder = picturesFolder();
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

  async write(chunk: Uint8Array): Promise<void> {
    try {
      for (let written = 0; written < chunk.length;) {
        written += (await this.#file.write(chunk, written)).bytesWritten;
      }
    } catch (error) {
      throw errorFromDisk(error, this.#folder);
    }
    this.#bytes += chunk.length;
  }

  /** Gives the file its name if it is a whole picture. */
  async keepPicture(): Promise<SavedPicture> {
    const { extension, contentType, width, height } = await this.#format();
    return { ...await this.keep(contentType, extension), width, height };
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

  async #format(): Promise<PictureFormat> {
    const head = await this.#read(0, Math.min(headBytes, this.#bytes));
    const tailLength = Math.min(tailBytes, this.#bytes);
    const tail = await this.#read(this.#bytes - tailLength, tailLength);
    try {
      return pictureFormat(head, tail, this.#bytes);
    } catch (error) {
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
