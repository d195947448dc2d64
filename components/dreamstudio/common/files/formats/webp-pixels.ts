/** The first bytes of a WebP's pixels, in its two forms. */
import { Fault } from "./format.ts";

export interface Pixels {
  width: number;
  height: number;
  hasAlpha: boolean;
}

const lossy = "VP8 ";
const lossless = "VP8L";

export const isPixels = (type: string): boolean => type === lossy || type === lossless;

/** How many bytes tell all that is known; the lossless form needs fewer. */
export const pixelsHeadBytes = 10;
const losslessHeadBytes = 5;

/** The bytes that begin the pixels of each of the two forms. */
const lossySignature = 0x9d012a;
const losslessSignature = 0x2f;

const broken = (what: string) => new Fault(`is damaged: ${what}`);

/** The bits of a frame's tag say: no key frame, profile, shown, and the size of the first part (RFC 6386, 9.1). */
function lossyPixels(head: Buffer, bytes: number): Pixels {
  const tag = head.readUIntLE(0, 3);
  const isShownKeyFrame = (tag & 1) === 0 && (tag >>> 1 & 7) <= 3 && (tag >>> 4 & 1) === 1;
  if (!isShownKeyFrame || head.readUIntBE(3, 3) !== lossySignature) throw broken("its pixels are of no kind that WebP has");
  if (tag >>> 5 >= bytes) throw broken("a part of its pixels is missing");
  const width = head.readUInt16LE(6) & 0x3fff;
  const height = head.readUInt16LE(8) & 0x3fff;
  if (width === 0 || height === 0) throw new Fault(`is of ${width}x${height} pixels`);
  return { width, height, hasAlpha: false };
}

function losslessPixels(head: Buffer): Pixels {
  const sides = head.readUInt32LE(1);
  const isKnown = head.readUInt8(0) === losslessSignature && sides >>> 29 === 0;
  if (!isKnown) throw broken("its pixels are of no kind that WebP has");
  return { width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1, hasAlpha: (sides >>> 28 & 1) === 1 };
}

/**
 * @param type of a chunk with pixels
 * @param head its first bytes, fewer if it has fewer
 * @param bytes how long it is
 * @throws Fault
 */
export function pixelsOf(type: string, head: Buffer, bytes: number): Pixels {
  if (head.length < (type === lossy ? pixelsHeadBytes : losslessHeadBytes)) throw broken("its pixels do not begin");
  return type === lossy ? lossyPixels(head, bytes) : losslessPixels(head);
}
