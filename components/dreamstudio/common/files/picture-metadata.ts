/** Writes into a picture how it was made, in the form that its type has for that: PNG text, or XMP in JPEG and WebP. */
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { metadataInsertions, type Insertion } from "./metadata-insertions.ts";
import { partEnding } from "./leftovers.ts";
import type { SavedMedia } from "./output-file.ts";

/** Enough to find the place of the metadata in all three types. */
const headBytes = 64;

const pieceBytes = 65_536;

async function copyRange(from: FileHandle, to: FileHandle, start: number, end: number): Promise<void> {
  const piece = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(0, end - start)));
  for (let at = start; at < end;) {
    const { bytesRead } = await from.read(piece, 0, Math.min(piece.length, end - at), at);
    if (bytesRead === 0) throw new Error("the file is shorter than it was");
    await to.writeFile(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Copies a file with some of its bytes replaced. */
async function copyWith(
  insertions: readonly Insertion[],
  from: FileHandle,
  to: FileHandle,
  bytes: number,
): Promise<void> {
  let copied = 0;
  for (const { at, replaces, bytes: inserted } of insertions) {
    await copyRange(from, to, copied, at);
    await to.writeFile(inserted);
    copied = at + replaces;
  }
  await copyRange(from, to, copied, bytes);
}

/**
 * Adds a text to a picture's file. Whatever goes wrong, the picture stays as it was: it is worth more than its text.
 * @returns the picture with its new size in bytes, or as it was
 */
export async function withMetadata<Picture extends SavedMedia>(picture: Picture, text: string): Promise<Picture> {
  const { filePath, contentType, bytes } = picture;
  const newPath = `${filePath}${partEnding}`;
  let from: FileHandle | undefined;
  let to: FileHandle | undefined;
  try {
    from = await open(filePath);
    const head = (await from.read(Buffer.alloc(Math.min(headBytes, bytes)), 0, Math.min(headBytes, bytes), 0)).buffer;
    const insertions = metadataInsertions(contentType, { head, bytes, text });
    if (insertions.length === 0) return picture;
    to = await open(newPath, "wx");
    await copyWith(insertions, from, to, bytes);
    await to.close();
    await rename(newPath, filePath);
    const added = insertions.reduce((sum, { replaces, bytes: inserted }) => sum + inserted.length - replaces, 0);
    return { ...picture, bytes: bytes + added };
  } catch {
    await to?.close().catch(() => undefined);
    await rm(newPath, { force: true }).catch(() => undefined);
    return picture;
  } finally {
    await from?.close().catch(() => undefined);
  }
}
