/** PNG: a signature, and chunks of a length, a type, data and a checksum. https://www.w3.org/TR/png-3/ */
import { crc32 } from "node:zlib";
import type { ByteReader } from "./byte-reader.ts";
import { isTiff, orientationIn } from "./exif.ts";
import { cutShort, endOf, Fault, type PictureFormat } from "./format.ts";

const signatureBytes = 8;
const headBytes = 8;
const checksumBytes = 4;
const headerBytes = 13;

/** The bits that a sample may have, for each color type. */
const depthsByColorType: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

const paletteType = 3;
const transparentTypes = [4, 6];

/** How long a tRNS chunk is for the types that can have one; for a palette at most an entry for each color. */
const tRnsBytes: Readonly<Record<number, number>> = { 0: 2, 2: 6 };

/** Four letters; the third one is a capital as long as PNG does not need more kinds. */
const isType = (type: string) => /^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type);

/** A chunk without whose data nobody can draw the picture has a capital letter first. */
const isCritical = (type: string) => /^[A-Z]/.test(type);

interface Chunk {
  type: string;
  /** Where its data is. */
  from: number;
  to: number;
}

class PngWalk {
  width = 0;
  height = 0;
  hasAlpha = false;
  orientation = 1;
  isAnimated = false;
  contentCredentials = false;
  readonly #reader: ByteReader;
  #hasExif = false;
  #colorType = 0;
  #colors = 0;
  #pixels: "to come" | "being read" | "read" = "to come";
  #pixelBytes = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the picture ends */
  async walk(): Promise<number> {
    await this.#readHeader(await this.#chunkAt(signatureBytes));
    let at = signatureBytes + headBytes + headerBytes + checksumBytes;
    for (;;) {
      const chunk = await this.#chunkAt(at);
      at = chunk.to + checksumBytes;
      if (chunk.type === "IDAT") this.#readPixels(chunk);
      else {
        if (this.#pixels === "being read") this.#pixels = "read";
        if (chunk.type === "IEND") break;
        await this.#readOther(chunk);
      }
    }
    if (this.#pixelBytes === 0) throw new Fault("has no pixels");
    return at;
  }

  async #chunkAt(at: number): Promise<Chunk> {
    const head = await this.#reader.read(at, headBytes);
    if (head.length < headBytes) throw new Fault(cutShort);
    const length = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (!isType(type) || length > 0x7fff_ffff) {
      throw new Fault(`is damaged: there is no PNG chunk at byte ${at}`);
    }
    const chunk = { type, from: at + headBytes, to: at + headBytes + length };
    if (chunk.to + checksumBytes > this.#reader.bytes) throw new Fault(cutShort);
    // Readers pass over a wrong checksum of what they can draw the picture without.
    if (isCritical(type) || type === "tRNS") await this.#checkSum(chunk);
    return chunk;
  }

  async #checkSum({ type, from, to }: Chunk): Promise<void> {
    let sum = crc32(Buffer.from(type, "latin1"));
    for (let at = from; at < to;) {
      const piece = await this.#reader.piece(at, to);
      if (piece.length === 0) throw new Fault(cutShort);
      sum = crc32(piece, sum);
      at += piece.length;
    }
    const stored = await this.#reader.read(to, checksumBytes);
    if (stored.length < checksumBytes) throw new Fault(cutShort);
    if (stored.readUInt32BE(0) !== sum) throw new Fault(`is damaged: the checksum of its ${type} chunk is wrong`);
  }

  async #readHeader({ type, from, to }: Chunk): Promise<void> {
    if (type !== "IHDR" || to - from !== headerBytes) throw new Fault("is damaged: it does not begin with its size");
    const header = await this.#reader.read(from, headerBytes);
    this.width = header.readUInt32BE(0);
    this.height = header.readUInt32BE(4);
    this.#colorType = header.readUInt8(9);
    this.hasAlpha = transparentTypes.includes(this.#colorType);
    if (this.width === 0 || this.height === 0) throw new Fault(`is of ${this.width}x${this.height} pixels`);
    const isKnown = depthsByColorType[this.#colorType]?.includes(header.readUInt8(8)) === true
      && header.readUInt16BE(10) === 0 && header.readUInt8(12) <= 1
      && Math.max(this.width, this.height) <= 0x7fff_ffff;
    if (!isKnown) throw new Fault("is damaged: its header is of no kind that PNG has");
  }

  #readPixels({ from, to }: Chunk): void {
    if (this.#pixels === "read") throw new Fault("has a hole in its pixels");
    if (this.#colorType === paletteType && this.#colors === 0) throw new Fault("has no palette for its pixels");
    this.#pixels = "being read";
    this.#pixelBytes += to - from;
  }

  async #readOther({ type, from, to }: Chunk): Promise<void> {
    const length = to - from;
    switch (type) {
      case "PLTE":
        this.#readPalette(length);
        return;
      case "tRNS":
        this.hasAlpha ||= this.#pixels === "to come" && this.#isTransparency(length);
        return;
      case "eXIf":
        if (!this.#hasExif && await isTiff(this.#reader, from, to)) {
          this.orientation = await orientationIn(this.#reader, from, to);
          this.#hasExif = true;
        }
        return;
      case "acTL":
        this.isAnimated ||= length === 8 && (await this.#reader.read(from, 4)).readUInt32BE(0) > 1;
        return;
      case "caBX":
        this.contentCredentials = true;
        return;
      default:
        if (isCritical(type)) throw new Fault(`has a chunk ${type}, which nobody can read`);
    }
  }

  /** Only a picture of palette colors needs its palette; for the others it is a hint. */
  #readPalette(length: number): void {
    if (this.#colorType !== paletteType) return;
    if (this.#colors > 0) throw new Fault("has two palettes");
    if (length === 0 || length % 3 !== 0 || length > 768) throw new Fault("has a palette of no length that PNG has");
    this.#colors = length / 3;
  }

  #isTransparency(length: number): boolean {
    if (this.#colorType === paletteType) return length > 0 && length <= this.#colors;
    return length === tRnsBytes[this.#colorType];
  }
}

/** @param reader of a file that begins with the signature of a PNG */
export async function walkPng(reader: ByteReader): Promise<PictureFormat> {
  const png = new PngWalk(reader);
  const end = await endOf(reader.bytes, () => png.walk());
  const { width, height, hasAlpha, orientation, isAnimated, contentCredentials } = png;
  return {
    kind: "picture", contentType: "image/png", extension: "png",
    width, height, hasAlpha, orientation, isAnimated, contentCredentials, ...end,
  };
}
