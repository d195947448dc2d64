/** MP3: tags, and frames that each tell their own length; the first may only describe the others. */
import type { ByteReader } from "./byte-reader.ts";
import { cutShort, endOf, Fault, type SoundFormat } from "./format.ts";
import { endOfTagAt, hasManifest, id3TagAt } from "./id3.ts";
import { frameHeadBytes, frameOf, isAlike, longestFrameBytes, type Frame } from "./mp3-frame.ts";

/** How far frames are looked for where there should be one, as far as FFmpeg does. */
const searchBytes = 65_536;

/** Where the head of Fraunhofer's description is, whatever the frame. */
const vbriOffset = 36;

interface Description {
  /** How many frames follow; left out if it does not tell. */
  frames?: number;
}

class Mp3Walk {
  sampleRate = 0;
  channels = 0;
  contentCredentials = false;
  readonly #reader: ByteReader;
  #samples = 0;

  constructor(reader: ByteReader) {
    this.#reader = reader;
  }

  get seconds(): number {
    return this.sampleRate === 0 ? 0 : this.#samples / this.sampleRate;
  }

  /** @returns where the sound ends, with the tags behind it */
  async walk(): Promise<number> {
    const start = await this.#findFrames(await this.#skipTags());
    if (start === undefined) throw new Fault("has no sound");
    const { at, frame } = start;
    this.sampleRate = frame.sampleRate;
    this.channels = frame.channels;
    const description = await this.#description(at, frame);
    const end = await this.#countFrames(description === undefined ? at : at + frame.bytes, frame);
    const frames = this.#samples / frame.samples;
    if (frames === 0 || frames < (description?.frames ?? 0)) throw new Fault(cutShort);
    return this.#skipTagsBehind(end, frame);
  }

  async #skipTags(): Promise<number> {
    let at = 0;
    for (;;) {
      const tag = await id3TagAt(this.#reader, at);
      if (tag === undefined) return at;
      if (tag.end > this.#reader.bytes) throw new Fault(cutShort);
      this.contentCredentials ||= await hasManifest(this.#reader, tag);
      at = tag.end;
    }
  }

  /** The first frame that another one follows. */
  async #findFrames(from: number, like?: Frame): Promise<{ at: number; frame: Frame } | undefined> {
    const end = Math.min(from + searchBytes, this.#reader.bytes);
    for (let at = from; at < end; at += 1) {
      const bytes = await this.#reader.read(at, longestFrameBytes + frameHeadBytes);
      const frame = frameOf(bytes);
      if (frame === undefined || (like !== undefined && !isAlike(frame, like))) continue;
      // At the very beginning a frame needs no other one to be believed.
      if (at === from && like === undefined) return { at, frame };
      const follower = frameOf(bytes.subarray(frame.bytes));
      if (follower !== undefined && isAlike(frame, follower)) return { at, frame };
    }
    return undefined;
  }

  /** What a frame says of the others (Xing, Info, VBRI); none if it holds sound like them. */
  async #description(at: number, { sideBytes }: Frame): Promise<Description | undefined> {
    const xing = await this.#reader.read(at + frameHeadBytes + sideBytes, 12);
    if (/^(Xing|Info)/.test(xing.toString("latin1"))) {
      const tellsFrames = xing.length === 12 && (xing.readUInt32BE(4) & 1) === 1;
      return tellsFrames ? { frames: xing.readUInt32BE(8) } : {};
    }
    const vbri = await this.#reader.read(at + vbriOffset, 18);
    return vbri.toString("latin1", 0, 4) === "VBRI" && vbri.length === 18 ? { frames: vbri.readUInt32BE(14) } : undefined;
  }

  /** @returns where the last frame ends */
  async #countFrames(from: number, first: Frame): Promise<number> {
    let at = from;
    for (;;) {
      const frame = frameOf(await this.#reader.read(at, frameHeadBytes));
      if (frame === undefined || !isAlike(frame, first)) return at;
      at += frame.bytes;
      if (at > this.#reader.bytes) throw new Fault(cutShort);
      this.#samples += frame.samples;
    }
  }

  /** Behind the sound there may be anything but more of it: then something between is broken. */
  async #skipTagsBehind(from: number, frame: Frame): Promise<number> {
    let end = from;
    for (;;) {
      const tagEnd = await endOfTagAt(this.#reader, end);
      if (tagEnd === undefined) break;
      end = Math.min(tagEnd, this.#reader.bytes);
    }
    if (await this.#findFrames(end, frame) !== undefined) {
      throw new Fault(`is damaged: there is no MP3 frame at byte ${end}`);
    }
    return end;
  }
}

/** @param reader of a file that begins with a tag or a frame */
export async function walkMp3(reader: ByteReader): Promise<SoundFormat> {
  const mp3 = new Mp3Walk(reader);
  const end = await endOf(reader.bytes, () => mp3.walk());
  const { seconds, sampleRate, channels, contentCredentials } = mp3;
  return {
    kind: "sound", contentType: "audio/mpeg", extension: "mp3", seconds, sampleRate, channels, contentCredentials, ...end,
  };
}
