/** MP4: boxes of a length and a type, some of which hold boxes (ISO/IEC 14496-12). */
import type { ByteReader } from "./byte-reader.ts";
import { cutShort, endOf, Fault, type VideoFormat } from "./format.ts";

/** The type of a uuid box that holds Content Credentials. */
const manifestId = "d8fec3d61b0e483c92975828877ec481";

const shortHeadBytes = 8;
const longHeadBytes = 16;

/** The boxes whose content is looked at. */
const readTypes = new Set(["moov", "mdat", "uuid"]);

interface Box {
  type: string;
  /** Where its content is. */
  from: number;
  to: number;
}

/** Where the size of a film stands in the head of a track: at its end, each side with 16 bits behind the point. */
const sidesBytes = 8;

class Mp4Walk {
  sides: { width: number; height: number } | undefined;
  contentCredentials = false;
  readonly #reader: ByteReader;
  #hasIndex = false;
  #hasData = false;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  /** @returns where the video ends */
  async walk(): Promise<number> {
    let at = 0;
    while (at < this.#reader.bytes) {
      const box = await this.#boxAt(at, this.#reader.bytes);
      // Behind the index and the data there may be anything.
      if (box === undefined && this.#hasIndex && this.#hasData) return at;
      if (box === undefined) {
        throw new Fault(at + longHeadBytes > this.#reader.bytes ? cutShort : `is damaged: there is no MP4 box at byte ${at}`);
      }
      if (box.to > this.#reader.bytes) throw new Fault(cutShort);
      if (readTypes.has(box.type)) await this.#readBox(box);
      at = box.to;
    }
    if (!this.#hasIndex || !this.#hasData) throw new Fault(cutShort);
    return at;
  }

  /** None if the bytes are no box. A size of 1 stands for one that follows in 8 bytes, of 0 for all that is left. */
  async #boxAt(at: number, end: number): Promise<Box | undefined> {
    const head = await this.#reader.read(at, Math.min(longHeadBytes, end - at));
    if (head.length < shortHeadBytes) return undefined;
    const type = head.toString("latin1", 4, 8);
    if (!/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type)) return undefined;
    const short = head.readUInt32BE(0);
    const isLong = short === 1;
    if (isLong && head.length < longHeadBytes) return undefined;
    const headBytes = isLong ? longHeadBytes : shortHeadBytes;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    return size < headBytes ? undefined : { type, from: at + headBytes, to: at + size };
  }

  async #readBox({ type, from, to }: Box): Promise<void> {
    switch (type) {
      case "moov":
        this.#hasIndex = true;
        return this.#findSides(from, to);
      case "mdat":
        this.#hasData ||= to > from;
        return;
      case "uuid": {
        const id = await this.#reader.read(from, Math.min(16, to - from));
        this.contentCredentials ||= id.toString("hex") === manifestId;
      }
    }
  }

  /** The first track with a size is the film; a sound has none. */
  async #findSides(from: number, to: number): Promise<void> {
    for (let at = from; at < to && this.sides === undefined;) {
      const box = await this.#boxAt(at, to);
      if (box === undefined || box.to > to) return;
      if (box.type === "tkhd") await this.#readSides(box);
      // A track's boxes follow its head, and behind them is the next track.
      at = box.type === "trak" ? box.from : box.to;
    }
  }

  async #readSides({ from, to }: Box): Promise<void> {
    if (to - from < sidesBytes) return;
    const sides = await this.#reader.read(to - sidesBytes, sidesBytes);
    const [width, height] = [sides.readUInt16BE(0), sides.readUInt16BE(4)];
    if (width > 0 && height > 0) this.sides = { width, height };
  }
}

/** @param reader of a file that begins with the box of an MP4 */
export async function walkMp4(reader: ByteReader): Promise<VideoFormat> {
  const mp4 = new Mp4Walk(reader);
  const end = await endOf(reader.bytes, () => mp4.walk());
  const { sides, contentCredentials } = mp4;
  return { kind: "video", contentType: "video/mp4", extension: "mp4", contentCredentials, ...sides, ...end };
}
