/** Sounds as files, in the formats that the API has, and back. */
import { decodeMp3, encodeMp3 } from "./mp3.ts";
import type { Sound } from "./sound.ts";
import { decodeWav, encodeWav } from "./wav.ts";

export type SoundFormat = "mp3" | "wav";

const contentTypes: Readonly<Record<SoundFormat, string>> = { mp3: "audio/mpeg", wav: "audio/wav" };

/** A file, and its media type. */
export const encode = async (sound: Sound, format: SoundFormat): Promise<{ contentType: string; bytes: Buffer }> => ({
  contentType: contentTypes[format],
  bytes: await (format === "wav" ? encodeWav(sound) : encodeMp3(sound)),
});

export interface Decoded {
  sound: Sound;
  format: SoundFormat;
}

/** A tag, or the first bits of a frame. */
const looksLikeMp3 = (file: Buffer) =>
  file.toString("latin1", 0, 3) === "ID3" || (file.length >= 4 && (file.readUInt16BE(0) & 0xffe6) === 0xffe2);

/** `undefined` for what is neither MP3 nor a WAV without compression. */
export async function decode(file: Buffer): Promise<Decoded | undefined> {
  const wav = decodeWav(file);
  if (wav !== undefined) return { sound: wav, format: "wav" };
  const mp3 = looksLikeMp3(file) ? await decodeMp3(file) : undefined;
  return mp3 === undefined ? undefined : { sound: mp3, format: "mp3" };
}
