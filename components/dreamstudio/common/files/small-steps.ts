/**
 * Moves files through little memory. Chunks of bytes live outside of V8's heap and pile up there until V8 notices;
 * as text they pass through the heap, which is cleaned often. For 10 MB this halves the peak (see bench/).
 */
import { constants, open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";

const stepBytes = 65_536;

/** Bytes as text, one character each: the reverse is `Buffer.from(text, "latin1")`. */
const encoding = "latin1";

/** Writes all of a chunk at the end of what is written. */
export async function writeStep(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await file.write(chunk.toString(encoding, written), undefined, encoding)).bytesWritten;
  }
}

/** Writes all of a chunk as it is: faster, and what for few megabytes piles up is little. */
export async function writeChunk(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length;) written += (await file.write(chunk, written)).bytesWritten;
}

async function* steps(path: string): AsyncGenerator<Buffer, void> {
  // What became a pipe in the meantime would never be open, if nobody writes into it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const step = Buffer.allocUnsafe(stepBytes);
  try {
    for (let bytes = 1; bytes > 0;) {
      bytes = (await file.read(step, 0, stepBytes)).bytesRead;
      if (bytes > 0) yield Buffer.from(step.toString(encoding, 0, bytes), encoding);
    }
  } finally {
    await file.close();
  }
}

/** The bytes of a file. */
export const readInSteps = (path: string): Readable => Readable.from(steps(path), { objectMode: false });
