/**
 * WebP: chunks of a type, a length and data in a RIFF file.
 * https://developers.google.com/speed/webp/docs/riff_container
 */
import type { ByteReader } from "./byte-reader.ts";
import { orientationIn } from "./exif.ts";
import { cutShort, endOf, Fault, type PictureFormat } from "./format.ts";
import { isPixels, pixelsOf, pixelsHeadBytes, type Pixels } from "./webp-pixels.ts";

const riffHeadBytes = 12;
const headBytes = 8;

/** Behind them come the chunks of a frame. */
const frameHeadBytes = 16;

const animationFlag = 0x02;
const exifFlag = 0x08;
const alphaFlag = 0x10;

interface Chunk {
  type: string;
  /** Where its data is. */
  from: number;
  to: number;
  /** Where the next chunk is: at an even place. */
  next: number;
}

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
  #expectsExif = false;
  #last = "";

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the picture ends */
  async walk(): Promise<number> {
    const riff = await this.#reader.read(0, riffHeadBytes);
    const end = riff.readUInt32LE(4) + headBytes;
    if (end < riffHeadBytes + headBytes) throw broken(`it says that it has ${end - headBytes} bytes`);
    for (let at = riffHeadBytes; at < end;) {
      const chunk = await this.#chunkAt(at, end);
      await this.#readChunk(chunk);
      at = chunk.next;
      if (at > end) throw broken("its length is odd");
    }
    if (!this.#hasPixels) throw new Fault("has no pixels");
    return end;
  }

  /** @param end of what the chunk is in */
  async #chunkAt(at: number, end: number): Promise<Chunk> {
    const head = await this.#reader.read(at, headBytes);
    if (head.length < headBytes) throw new Fault(cutShort);
    if (at + headBytes > end) throw broken(`there is no WebP chunk at byte ${at}`);
    const length = head.readUInt32LE(4);
    const [from, to, next] = [at + headBytes, at + headBytes + length, at + headBytes + length + length % 2];
    if (Math.min(next, end) > this.#reader.bytes) throw new Fault(cutShort);
    if (to > end) throw broken(`the chunk at byte ${at} is longer than what it is in`);
    return { type: head.toString("latin1", 0, 4), from, to, next };
  }

  async #readChunk(chunk: Chunk): Promise<void> {
    const { type, from, to } = chunk;
    const isFirst = from === riffHeadBytes + headBytes;
    if (isFirst && !["VP8 ", "VP8L", "VP8X"].includes(type)) throw broken("it does not begin with its size");
    if (this.#last === "ALPH" && !isPixels(type)) throw broken("its transparency is without pixels");
    this.#last = type;
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
        // The first one counts, if the header tells of it.
        if (this.#expectsExif) this.orientation = await orientationIn(this.#reader, from, to);
        this.#expectsExif = false;
        return;
      case "C2PA":
        this.contentCredentials = true;
    }
  }

  async #readHeader({ from, to }: Chunk): Promise<void> {
    const header = await this.#reader.read(from, 10);
    if (to - from < 10) throw broken("its header is not whole");
    this.#isExtended = true;
    this.#isAnimation = (header.readUInt8(0) & animationFlag) !== 0;
    this.#expectsExif = (header.readUInt8(0) & exifFlag) !== 0;
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
    if (head.length < frameHeadBytes) throw new Fault("has a frame without pixels");
    if (!this.#isInside(head)) throw broken("a frame is larger than the picture");
    if (!this.#fills(head)) this.hasAlpha = true;
    await this.#readFramePixels(from + frameHeadBytes, to);
    this.#hasPixels = true;
    this.frames += 1;
  }

  /** What is behind the pixels of a frame is nothing to its readers. */
  async #readFramePixels(from: number, end: number): Promise<void> {
    for (let at = from; at < end;) {
      const chunk = await this.#chunkAt(at, end);
      at = chunk.next;
      if (chunk.type === "ALPH") this.hasAlpha = true;
      if (!isPixels(chunk.type)) continue;
      if ((await this.#pixelsOf(chunk)).hasAlpha) this.hasAlpha = true;
      return;
    }
    throw new Fault("has a frame without pixels");
  }

  /** A frame's place counts in steps of two pixels. */
  #isInside(frame: Buffer): boolean {
    const [x = 0, y = 0, width = 0, height = 0] = [0, 3, 6, 9].map((at) => frame.readUIntLE(at, 3));
    return 2 * x + width + 1 <= this.width && 2 * y + height + 1 <= this.height;
  }

  /** Around a smaller frame the picture is transparent. */
  #fills(frame: Buffer): boolean {
    return frame.readUIntLE(6, 3) + 1 === this.width && frame.readUIntLE(9, 3) + 1 === this.height;
  }

  async #pixelsOf({ type, from, to }: Chunk): Promise<Pixels> {
    return pixelsOf(type, await this.#reader.read(from, Math.min(pixelsHeadBytes, to - from)), to - from);
  }
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
