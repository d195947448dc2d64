/** The body of an answer as it was before the host packed it for its way. */
import { once } from "node:events";
import { pipeline, type Duplex, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** What has arrived first, or nothing; it is still there to be read. */
async function beginningOf(body: Readable): Promise<Buffer> {
  const isOver = body.readableEnded || body.destroyed;
  // An error comes again to whoever reads the body.
  if (body.readableLength === 0 && !isOver) await Promise.race([once(body, "readable"), once(body, "close")]).catch(() => undefined);
  const first: unknown = body.read();
  if (!Buffer.isBuffer(first)) return Buffer.alloc(0);
  body.unshift(first);
  return first;
}

/** PNG, JPEG, WebP and WAV, MP3, GLB, MP4, JSON and pages: some hosts name a packing that they did not do. */
const bare = /^(?:\xef\xbb\xbf)?\s{0,8}(?:\x89PNG|\xff\xd8\xff|RIFF|ID3|glTF|.{4}ftyp|\{\s{0,8}"|<[!?a-z])/is;

/** Most hosts send deflate with the two bytes of zlib before it, some without; the low half of the first is 8. */
const inflateFor = (first: Buffer) => (first[0] ?? 8) % 16 === 8 ? createInflate() : createInflateRaw();

const unpackers: Readonly<Record<string, (first: Buffer) => Duplex>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: inflateFor,
  br: () => createBrotliDecompress(),
};

/** More than anybody needs; each costs memory. */
const mostLayers = 3;

/**
 * As browsers do, it passes over a name that it does not know: hosts write there whatever they like.
 * @param encodings the header `Content-Encoding`
 */
export async function unpacked(packed: Readable, encodings = ""): Promise<Readable> {
  const names = encodings.toLowerCase().split(",").map((name) => name.trim());
  const layers = names.filter((name) => Object.hasOwn(unpackers, name)).slice(-mostLayers).reverse();
  let body = packed;
  for (const name of layers) {
    const first = await beginningOf(body);
    if (bare.test(first.toString("latin1", 0, 16))) return body;
    const layer = unpackers[name]?.(first);
    // What breaks on the way ends the last stream, whose reader then knows.
    if (layer !== undefined) body = pipeline(body, layer, () => undefined);
  }
  return body;
}
