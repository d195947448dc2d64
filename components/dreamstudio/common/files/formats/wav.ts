/** WAV: chunks of a type, a length and data in a RIFF file (Microsoft and IBM, 1991; RF64: EBU Tech 3306). */
import type { ByteReader } from "./byte-reader.ts";
import { cutShort, endOf, Fault, type SoundFormat } from "./format.ts";

const riffHeadBytes = 12;
const headBytes = 8;
const formatBytes = 16;
const extensibleBytes = 26;

const pcm = 1;
const float = 3;
/** The format stands in the first two bytes of an id behind. */
const extensible = 0xfffe;

/** Programs that write a stream do not know its length; they say 0, or one of the greatest numbers. */
const isUnknown = (length: number) => length === 0 || length >= 0x7fff_f000;

interface Chunk {
  type: string;
  /** Where its data is. */
  from: number;
  length: number;
}

class WavWalk {
  sampleRate = 0;
  channels = 0;
  contentCredentials = false;
  readonly #reader: ByteReader;
  #frameBytes = 0;
  #dataBytes = 0;
  /** RF64: the length of the data, which may take more than 4 bytes. */
  #longDataBytes: number | undefined;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  get seconds(): number {
    return this.#frameBytes === 0 ? 0 : Math.floor(this.#dataBytes / this.#frameBytes) / this.sampleRate;
  }

  /** @returns where the sound ends */
  async walk(): Promise<number> {
    const riffBytes = (await this.#reader.read(4, 4)).readUInt32LE(0);
    const riffEnd = isUnknown(riffBytes) ? this.#reader.bytes : Math.min(riffBytes + headBytes, this.#reader.bytes);
    let at = riffHeadBytes;
    // Some programs count their own head wrongly; the sound itself must be all there.
    while (at + headBytes <= riffEnd) {
      const chunk = await this.#chunkAt(at, riffEnd);
      const end = chunk.from + chunk.length;
      if (end > this.#reader.bytes) throw new Fault(cutShort);
      await this.#readChunk(chunk);
      at = Math.min(end + chunk.length % 2, this.#reader.bytes);
    }
    if (this.#dataBytes > 0) return at;
    throw new Fault(riffBytes + headBytes > this.#reader.bytes ? cutShort : "has no sound");
  }

  async #chunkAt(at: number, riffEnd: number): Promise<Chunk> {
    const head = await this.#reader.read(at, headBytes);
    if (head.length < headBytes) throw new Fault(cutShort);
    const chunk = { type: head.toString("latin1", 0, 4), from: at + headBytes, length: head.readUInt32LE(4) };
    const isSound = chunk.type === "data" && this.#dataBytes === 0;
    return isSound ? { ...chunk, length: this.#lengthOfData(chunk, riffEnd) } : chunk;
  }

  /** A stream goes on to the end of the file; data that is empty is followed by other chunks. */
  #lengthOfData({ from, length }: Chunk, riffEnd: number): number {
    if (this.#longDataBytes !== undefined && length === 0xffff_ffff) return this.#longDataBytes;
    const isEmpty = length === 0 && riffEnd > from && riffEnd < this.#reader.bytes;
    return isUnknown(length) && !isEmpty ? this.#reader.bytes - from : length;
  }

  async #readChunk({ type, from, length }: Chunk): Promise<void> {
    switch (type) {
      case "fmt ": return this.#readFormat(from, length);
      case "data":
        if (this.#frameBytes === 0) throw new Fault("is damaged: its sound comes before its format");
        if (this.#dataBytes === 0) this.#dataBytes = length;
        return;
      case "ds64":
        if (length >= 16) this.#longDataBytes = Number((await this.#reader.read(from + 8, 8)).readBigUInt64LE(0));
        return;
      case "C2PA":
        this.contentCredentials = true;
    }
  }

  async #readFormat(from: number, length: number): Promise<void> {
    const format = await this.#reader.read(from, Math.min(extensibleBytes, length));
    if (format.length < formatBytes) throw new Fault("is damaged: its format is not whole");
    const tag = format.readUInt16LE(0);
    const code = tag === extensible && format.length === extensibleBytes ? format.readUInt16LE(24) : tag;
    if (code !== pcm && code !== float) throw new Fault(`holds compressed sound (format ${code}); save it as PCM`);
    this.channels = format.readUInt16LE(2);
    this.sampleRate = format.readUInt32LE(4);
    this.#frameBytes = format.readUInt16LE(12);
    const sampleBytes = Math.ceil(format.readUInt16LE(14) / 8);
    const isKnown = this.sampleRate > 0 && this.#frameBytes > 0 && this.#frameBytes === this.channels * sampleBytes;
    if (!isKnown) {
      throw new Fault("is damaged: its format is of no kind that WAV has");
    }
  }
}

/** @param reader of a file that begins with the head of a WAV */
export async function walkWav(reader: ByteReader): Promise<SoundFormat> {
  const wav = new WavWalk(reader);
  const end = await endOf(reader.bytes, () => wav.walk());
  const { seconds, sampleRate, channels, contentCredentials } = wav;
  return {
    kind: "sound", contentType: "audio/wav", extension: "wav", seconds, sampleRate, channels, contentCredentials, ...end,
  };
}
