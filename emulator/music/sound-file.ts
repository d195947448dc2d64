/** Sounds as they were sent: encoded, so that they can be handed to another thread. */
import { decodeMp3, measureMp3 } from "./mp3.ts";
import type { SoundFormat } from "./encode.ts";
import { soundOf, type Sound } from "./sound.ts";
import { decodeWav } from "./wav.ts";

export interface SoundFile {
  format: SoundFormat;
  /** Pairs of samples at our rate. */
  frames: number;
  bytes: Uint8Array;
}

export const isSoundFile = (value: unknown): value is SoundFile =>
  typeof value === "object" && value !== null && "frames" in value && "bytes" in value;

/** A tag, or the first bits of a frame. */
const looksLikeMp3 = (file: Buffer) =>
  file.toString("latin1", 0, 3) === "ID3" || (file.length >= 4 && (file.readUInt16BE(0) & 0xffe6) === 0xffe2);

/** Nothing for what is neither MP3 nor a WAV without compression. */
export async function readSound(bytes: Buffer): Promise<SoundFile | undefined> {
  const wav = decodeWav(bytes);
  if (wav !== undefined) return { format: "wav", frames: wav.frames, bytes };
  const frames = looksLikeMp3(bytes) ? await measureMp3(bytes) : 0;
  return frames === 0 ? undefined : { format: "mp3", frames, bytes };
}

/** The samples of what was read before. */
export async function openSound({ format, bytes }: SoundFile): Promise<Sound> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (format === "wav" ? decodeWav(file) : await decodeMp3(file)) ?? soundOf(new Int16Array());
}
