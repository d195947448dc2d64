/**
 * WebP: chunks of a type, a length and data in a RIFF file.
 * https://developers.google.com/speed/webp/docs/riff_container
 */
import type { ByteReader } from "./byte-reader.ts";
import { orientationIn } from "./exif.ts";
import { cutShort, endOf, Fault, type PictureFormat } from "./format.ts";

const riffHeadBytes = 12;
const headBytes = 8;

/** Behind them come the chunks of a frame. */
const frameHeadBytes = 16;

const animationFlag = 0x02;
const alphaFlag = 0x10;

/** The bytes that begin the pixels of each of the two forms. */
const lossySignature = 0x9d012a;
const losslessSignature = 0x2f;

interface Chunk {
  type: string;
  /** Where its data is. */
  from: number;
  to: number;
}

interface Pixels {
  width: number;
  height: number;
  hasAlpha: boolean;
}

const isPixels = (type: string) => type === "VP8 " || type === "VP8L";

const broken = (what: string) => new Fault(`is damaged: ${what}`);

class WebpWalk {
  width = 0;
  height = 0;
  hasAlpha = false;
  orientation = 1;
  contentCredentials = false;
  frames = 0;
  readonly #reader: ByteReader;
  #isExtended = false;
  #isAnimation = false;
  #hasAnimationHead = false;
  #hasPixels = false;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the picture ends */
  async walk(): Promise<number> {
    const riff = await this.#reader.read(0, riffHeadBytes);
    const end = riff.readUInt32LE(4) + headBytes;
    if (end < riffHeadBytes + headBytes) throw broken(`it says that it has ${end - headBytes} bytes`);
    await this.#eachChunk(riffHeadBytes, Math.min(end, this.#reader.bytes), (chunk) => this.#readChunk(chunk));
    if (end > this.#reader.bytes) throw new Fault(cutShort);
    if (!this.#hasPixels) throw new Fault("has no pixels");
    return end;
  }

  async #eachChunk(from: number, end: number, read: (chunk: Chunk) => Promise<void>): Promise<void> {
    for (let at = from; at < end;) {
      const head = await this.#reader.read(at, headBytes);
      if (head.length < headBytes) throw new Fault(cutShort);
      if (at + headBytes > end) throw broken(`there is no WebP chunk at byte ${at}`);
      const length = head.readUInt32LE(4);
      const chunk = { type: head.toString("latin1", 0, 4), from: at + headBytes, to: at + headBytes + length };
      await read({ ...chunk, to: Math.min(chunk.to, end) });
      if (chunk.to > this.#reader.bytes) throw new Fault(cutShort);
      if (chunk.to > end) throw broken(`the chunk at byte ${at} is longer than what it is in`);
      at = chunk.to + length % 2;
      if (at > this.#reader.bytes) throw new Fault(cutShort);
      if (at > end) throw broken("its length is odd");
    }
  }

  async #readChunk(chunk: Chunk): Promise<void> {
    const { type, from, to } = chunk;
    const isFirst = from === riffHeadBytes + headBytes;
    if (isFirst && !["VP8 ", "VP8L", "VP8X"].includes(type)) throw broken("it does not begin with its size");
    switch (type) {
      case "VP8X":
        if (this.#isExtended) throw broken("it tells its size twice");
        if (isFirst) await this.#readHeader(chunk);
        return;
      case "VP8 ":
      case "VP8L":
        if (!this.#isAnimation) await this.#readPixels(chunk);
        return;
      case "ANIM":
        this.#hasAnimationHead = true;
        return;
      case "ANMF":
        if (this.#isAnimation) await this.#readFrame(chunk);
        return;
      case "EXIF":
        this.orientation = await orientationIn(this.#reader, from, to);
        return;
      case "C2PA":
        this.contentCredentials = true;
    }
  }

  async #readHeader({ from, to }: Chunk): Promise<void> {
    const header = await this.#reader.read(from, 10);
    if (header.length < 10) throw new Fault(cutShort);
    if (to - from < 10) throw broken("its header is not whole");
    this.#isExtended = true;
    this.#isAnimation = (header.readUInt8(0) & animationFlag) !== 0;
    this.hasAlpha = (header.readUInt8(0) & alphaFlag) !== 0;
    this.width = header.readUIntLE(4, 3) + 1;
    this.height = header.readUIntLE(7, 3) + 1;
  }

  /** A simple file ends for its readers behind its pixels. */
  async #readPixels(chunk: Chunk): Promise<void> {
    if (this.#hasPixels && this.#isExtended) throw broken("it has its pixels twice");
    if (this.#hasPixels) return;
    const { width, height, hasAlpha } = await this.#pixelsOf(chunk);
    this.#hasPixels = true;
    if (this.#isExtended && (width !== this.width || height !== this.height)) {
      throw broken("its pixels are of another size than it says");
    }
    this.width = width;
    this.height = height;
    if (!this.#isExtended) this.hasAlpha = hasAlpha;
  }

  async #readFrame({ from, to }: Chunk): Promise<void> {
    if (!this.#hasAnimationHead) throw broken("its frames begin without their head");
    const head = await this.#reader.read(from, Math.min(frameHeadBytes, to - from));
    if (head.length === frameHeadBytes && !this.#isInside(head)) throw broken("a frame is larger than the picture");
    const pixels: Pixels[] = [];
    await this.#eachChunk(from + frameHeadBytes, to, async (chunk) => {
      if (pixels.length === 0 && isPixels(chunk.type)) pixels.push(await this.#pixelsOf(chunk));
    });
    if (pixels.length === 0) throw new Fault("has a frame without pixels");
    this.#hasPixels = true;
    this.frames += 1;
  }

  /** A frame's place is told in steps of two pixels. */
  #isInside(frame: Buffer): boolean {
    const [x = 0, y = 0, width = 0, height = 0] = [0, 3, 6, 9].map((at) => frame.readUIntLE(at, 3));
    return 2 * x + width + 1 <= this.width && 2 * y + height + 1 <= this.height;
  }

  async #pixelsOf({ type, from, to }: Chunk): Promise<Pixels> {
    const head = await this.#reader.read(from, Math.min(10, to - from));
    const isLossy = type === "VP8 ";
    if (head.length < (isLossy ? 10 : 5)) {
      throw from + head.length === this.#reader.bytes ? new Fault(cutShort) : broken("its pixels do not begin");
    }
    return isLossy ? lossyPixels(head, to - from) : losslessPixels(head);
  }
}

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

/** @param reader of a file that begins with the head of a WebP */
export async function walkWebp(reader: ByteReader): Promise<PictureFormat> {
  const webp = new WebpWalk(reader);
  const end = await endOf(reader.bytes, () => webp.walk());
  const { width, height, hasAlpha, orientation, contentCredentials, frames } = webp;
  return {
    kind: "picture", contentType: "image/webp", extension: "webp",
    width, height, hasAlpha, orientation, contentCredentials, isAnimated: frames > 1, ...end,
  };
}
