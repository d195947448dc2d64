/** Any part of a file, through one small buffer. */
import type { FileHandle } from "node:fs/promises";

/** Bytes of which any part can be read. */
export interface ByteSource {
  bytes: number;
  /** Fewer bytes than asked at the end of the file; they stay as they are only until the next call. */
  read(position: number, length: number): Promise<Buffer>;
}

/** The most that is held in memory. */
export const windowBytes = 65_536;

/** How much is read where a walker lands after a leap: a head, and a few small neighbours. */
const landingBytes = 4_096;

/** Reads a file that is open, again and again into the same buffer. */
export function fileSource(file: FileHandle, bytes: number): ByteSource {
  const buffer = Buffer.allocUnsafe(Math.min(windowBytes, bytes));
  const read = async (position: number, length: number) => {
    let filled = 0;
    for (let bytesRead = 1; bytesRead > 0 && filled < length;) {
      ({ bytesRead } = await file.read(buffer, filled, length - filled, position + filled));
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  };
  return { bytes, read };
}

/** Reads ahead, so that a walk over small neighbours costs one read for many of them. */
export class ByteReader {
  readonly bytes: number;
  readonly #source: ByteSource;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #ahead = landingBytes / 2;

  constructor(source: ByteSource) {
    this.#source = source;
    this.bytes = source.bytes;
  }

  /**
   * So many bytes, fewer at the end of the file; they stay as they are only until the next call.
   * What is in memory comes at once: a walk over a million small neighbours is no million promises.
   * @param length at most 65,536
   */
  read(position: number, length: number): Buffer | Promise<Buffer> {
    const from = position - this.#start;
    const ends = Math.min(position + length, this.bytes);
    if (from >= 0 && ends <= this.#start + this.#window.length) return this.#window.subarray(from, from + length);
    return this.#load(position, length).then(() => this.#window.subarray(0, length));
  }

  /** The next bytes up to an end, as many as one read brings; fewer than the least only at the end of the file. */
  async piece(position: number, end: number, least = 1): Promise<Buffer> {
    const from = position - this.#start;
    if (from < 0 || from + least > this.#window.length) await this.#load(position, least);
    const start = position - this.#start;
    return this.#window.subarray(start, start + end - position);
  }

  /** Reads more and more where the walk goes on, and little where it leaps. */
  async #load(position: number, length: number): Promise<void> {
    const isNeighbour = position >= this.#start && position < this.#start + this.#window.length + landingBytes;
    this.#ahead = isNeighbour ? Math.min(2 * this.#ahead, windowBytes) : landingBytes;
    this.#start = position;
    const left = Math.max(0, this.bytes - position);
    const wanted = Math.min(Math.max(length, this.#ahead), left);
    this.#window = wanted === 0 ? Buffer.alloc(0) : await this.#source.read(position, wanted);
  }
}
