/** Files that the page may show: what they are by their bytes, and their bytes in ranges. */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { FastifyReply } from "fastify";
import { fileTypeFromBuffer } from "file-type";

/** Types that a browser shows without running anything in them. */
const shown = /^(image\/(png|jpeg|webp|gif|avif|bmp)|video\/|audio\/|model\/gltf-binary$)/;

/** Types that cannot be told by their bytes, by the ends of names. */
const texts: Readonly<Record<string, string>> = { ".json": "application/json", ".txt": "text/plain", ".csv": "text/csv" };

/** Enough for every signature. */
const headBytes = 4100;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** By its bytes and, for texts, by its name; `application/octet-stream` if neither says anything. */
export async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromBuffer(await headOf(path));
  return found?.mime ?? texts[extname(path).toLowerCase()] ?? "application/octet-stream";
}

export async function describeFile(path: string, address: string) {
  const { size } = await stat(path);
  return { name: basename(path), path, address, mediaType: await mediaTypeOf(path), bytes: size };
}

/** `bytes=10-19`, `bytes=10-` or `bytes=-5`; nothing for what is none of them. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | "outside" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end ? { start, end } : "outside";
}

/** Sends a file, or the part of it that is asked for: players jump to and fro in what they play. */
export async function sendFile(
  reply: FastifyReply,
  path: string,
  { range, isDownload }: { range: string | undefined; isDownload: boolean },
): Promise<FastifyReply> {
  const [{ size }, mediaType] = await Promise.all([stat(path), mediaTypeOf(path)]);
  const isShown = shown.test(mediaType);
  reply.headers({
    "content-type": isShown ? mediaType : "application/octet-stream",
    "accept-ranges": "bytes",
    "content-security-policy": "default-src 'none'; sandbox",
    // What a file holds never changes at its address.
    "cache-control": "private, max-age=31536000, immutable",
  });
  if (isDownload || !isShown) {
    reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`);
  }
  const part = readRange(range, size);
  if (part === "outside") return reply.code(416).header("content-range", `bytes */${size}`).send();
  if (part === undefined) return reply.header("content-length", size).send(createReadStream(path));
  const { start, end } = part;
  return reply.code(206)
    .headers({ "content-range": `bytes ${start}-${end}/${size}`, "content-length": end - start + 1 })
    .send(createReadStream(path, part));
}
