/** The body of an answer as it was before the host packed it for its way. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { pipeline, type Duplex, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** Most hosts send deflate with the two bytes of zlib before it, some without; the low half of the first is 8. */
async function inflateFor(packed: Readable): Promise<Duplex> {
  if (packed.readableLength === 0) await once(packed, "readable");
  const first: unknown = packed.read();
  if (!Buffer.isBuffer(first)) return createInflate();
  packed.unshift(first);
  return (first.readUInt8(0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

const unpackers: Readonly<Record<string, (packed: Readable) => Duplex | Promise<Duplex>>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: inflateFor,
  br: () => createBrotliDecompress(),
};

/** More than anybody needs; each costs memory. */
const mostLayers = 3;

/** As browsers do, it passes over a name that it does not know: hosts write there whatever they like. */
export async function unpacked(response: IncomingMessage): Promise<Readable> {
  const names = (response.headers["content-encoding"] ?? "").toLowerCase().split(",").map((name) => name.trim());
  const layers = names.filter((name) => Object.hasOwn(unpackers, name)).slice(-mostLayers).reverse();
  let body: Readable = response;
  for (const name of layers) {
    const layer = await unpackers[name]?.(body);
    // What breaks on the way ends the last stream, whose reader then knows.
    if (layer !== undefined) body = pipeline(body, layer, () => undefined);
  }
  return body;
}
