/** JPEG: segments of a marker and a length; behind a scan's header come pixels, up to the next marker (T.81 B.1). */
import type { ByteReader } from "./byte-reader.ts";
import { orientationIn } from "./exif.ts";
import { cutShort, endOf, Fault, type PictureFormat } from "./format.ts";

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const app1 = 0xe1;
const app11 = 0xeb;

/** Baseline, extended and progressive ones; the last two are the same with arithmetic coding. */
const commonFrames = [0xc0, 0xc1, 0xc2, 0xc9, 0xca];

/** Lossless and hierarchical ones, which hardly any program reads. */
const rareFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xcb, 0xcd, 0xce, 0xcf, 0xde, 0xdf];

/** Reserved ones, which T.81 gives no meaning. */
const isUnknown = (code: number) => code < 0xc0 || code === 0xc8 || (code >= 0xf0 && code <= 0xfd);

/** Between the intervals of a scan, and a marker for private use: neither has a length. */
const standsAlone = (code: number) => (code >= 0xd0 && code <= 0xd7) || code === 0x01;

/** Where a marker is in a piece, behind any bytes that fill the space before it; -1 if there is none. */
function markerIn(piece: Buffer): number {
  for (let at = 0; at + 1 < piece.length; at += 1) {
    if (piece[at] !== 0xff) continue;
    const code = piece[at + 1] ?? 0;
    // A zero behind 0xff belongs to the pixels, another 0xff fills.
    if (code !== 0 && code !== 0xff && !standsAlone(code)) return at;
  }
  return -1;
}

/** The segments whose content is looked at. */
const isRead = (code: number) => code < 0xe0 || code === app1 || code === app11;

interface Segment {
  /** Where its content is. */
  from: number;
  to: number;
}

class JpegWalk {
  width = 0;
  height = 0;
  components = 0;
  orientation = 1;
  contentCredentials = false;
  readonly #reader: ByteReader;
  #hasExif = false;
  #hasScan = false;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the picture ends */
  async walk(): Promise<number> {
    let at = 2;
    for (;;) {
      let head = await this.#reader.read(at, 4);
      if (markerIn(head) !== 0) {
        at = await this.#findMarker(at);
        head = await this.#reader.read(at, 4);
      }
      const code = head.readUInt8(1);
      if (code === endOfImage) break;
      if (code === startOfImage) throw new Fault("is damaged: it begins twice");
      if (head.length < 4) throw new Fault(cutShort);
      if (isUnknown(code)) throw new Fault(`is damaged: there is no JPEG segment at byte ${at}`);
      // The length counts itself; where a program forgot that, readers take the segment for empty.
      const segment = { from: at + 4, to: at + 2 + Math.max(2, head.readUInt16BE(2)) };
      if (segment.to > this.#reader.bytes) throw new Fault(cutShort);
      if (isRead(code)) await this.#readSegment(code, segment);
      at = segment.to;
    }
    if (!this.#hasScan) throw new Fault("has no pixels");
    return at + 2;
  }

  /** Passes over pixels, and over bytes that belong to nothing, as all readers do. */
  async #findMarker(from: number): Promise<number> {
    for (let at = from; at + 1 < this.#reader.bytes;) {
      const piece = await this.#reader.piece(at, this.#reader.bytes, 2);
      const found = markerIn(piece);
      if (found >= 0) return at + found;
      if (piece.length < 2) break;
      // The last byte may be the first half of a marker.
      at += piece.length - 1;
    }
    throw new Fault(cutShort);
  }

  async #readSegment(code: number, segment: Segment): Promise<void> {
    if (commonFrames.includes(code)) return this.#readFrame(segment);
    if (rareFrames.includes(code)) throw new Fault("is a JPEG of a kind that hardly any program reads");
    switch (code) {
      case startOfScan: return this.#readScan(segment);
      case app1: return this.#readExif(segment);
      case app11: return this.#readBox(segment);
    }
  }

  async #readFrame({ from, to }: Segment): Promise<void> {
    if (this.components > 0) throw new Fault("is damaged: it tells its size twice");
    const frame = await this.#reader.read(from, Math.min(6, to - from));
    if (frame.length < 6 || to - from !== 6 + 3 * frame.readUInt8(5)) throw new Fault("is damaged: its size is not whole");
    if (frame.readUInt8(0) !== 8) throw new Fault(`has ${frame.readUInt8(0)} bits a sample, but JPEG programs read 8`);
    this.height = frame.readUInt16BE(1);
    this.width = frame.readUInt16BE(3);
    this.components = frame.readUInt8(5);
    if (this.width === 0 || this.height === 0) throw new Fault(`is of ${this.width}x${this.height} pixels`);
    if (this.components === 0) throw new Fault("is damaged: it has no colors");
  }

  async #readScan({ from, to }: Segment): Promise<void> {
    if (this.components === 0) throw new Fault("is damaged: its pixels come before its size");
    const components = to === from ? 0 : (await this.#reader.read(from, 1)).readUInt8(0);
    if (components < 1 || components > 4 || to - from !== 4 + 2 * components) {
      throw new Fault("is damaged: the head of its pixels is not whole");
    }
    this.#hasScan = true;
  }

  /** The same marker stands for other metadata too; the first Exif counts. */
  async #readExif({ from, to }: Segment): Promise<void> {
    const name = await this.#reader.read(from, Math.min(6, to - from));
    if (this.#hasExif || name.toString("latin1") !== "Exif\0\0") return;
    this.#hasExif = true;
    this.orientation = await orientationIn(this.#reader, from, to);
  }

  /** A JUMBF box whose description has the type of a C2PA manifest; its length may take 8 more bytes. */
  async #readBox({ from, to }: Segment): Promise<void> {
    const box = await this.#reader.read(from, Math.min(36, to - from));
    if (box.toString("latin1", 0, 2) !== "JP" || box.toString("latin1", 12, 16) !== "jumb") return;
    const description = box.readUInt32BE(8) === 1 ? 24 : 16;
    this.contentCredentials ||= box.toString("latin1", description + 4, description + 12) === "jumdc2pa";
  }
}

/** @param reader of a file that begins with the marker of a JPEG's start */
export async function walkJpeg(reader: ByteReader): Promise<PictureFormat> {
  const jpeg = new JpegWalk(reader);
  const end = await endOf(reader.bytes, () => jpeg.walk());
  const { width, height, components, orientation, contentCredentials } = jpeg;
  return {
    kind: "picture", contentType: "image/jpeg", extension: "jpg",
    width, height, components, orientation, contentCredentials, hasAlpha: false, isAnimated: false, ...end,
  };
}
