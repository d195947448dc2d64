/** Files that a person brought: `inputs/<hash>/<name>`, so that the same file is kept once. */
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { RuntimeError } from "../../component/runtime-error.ts";
import { mostUploadBytes, type MediaFile } from "../protocol.ts";
import { describeFile } from "./media.ts";

/** A name that any file system takes, and no other place than the folder that it is put into. */
const safeName = (name: string) =>
  basename(name.replaceAll("\\", "/")).replace(/[^\p{L}\p{N}._ -]+/gu, "_").replace(/^\.+/, "").slice(-100) || "file";

/** Counts and hashes what passes. */
function meter() {
  const hash = createHash("sha256");
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > mostUploadBytes ? new RuntimeError(`A file may have at most ${mostUploadBytes} bytes.`) : null, chunk);
    },
  });
  return { stream, digest: () => hash.digest("hex").slice(0, 16) };
}

/** @throws RuntimeError for a file that is too large; nothing is left of it */
export async function keepInput(folder: string, name: string, content: NodeJS.ReadableStream): Promise<MediaFile> {
  const inputs = join(folder, "inputs");
  await mkdir(inputs, { recursive: true });
  const unfinished = join(inputs, randomUUID());
  const { stream, digest } = meter();
  try {
    await pipeline(content, stream, createWriteStream(unfinished));
    const hash = digest();
    const path = join(inputs, hash, safeName(name));
    await mkdir(join(inputs, hash), { recursive: true });
    await rename(unfinished, path);
    return await describeFile(path, inputAddress(hash, safeName(name)));
  } finally {
    await rm(unfinished, { force: true });
  }
}

export const inputAddress = (hash: string, name: string): string => `/files/inputs/${hash}/${encodeURIComponent(name)}`;
