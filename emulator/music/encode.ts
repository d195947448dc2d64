/** Sounds as files, in the formats that the API has. */
import { encodeMp3 } from "./mp3.ts";
import type { Sound } from "./sound.ts";
import { encodeWav } from "./wav.ts";

export type SoundFormat = "mp3" | "wav";

const contentTypes: Readonly<Record<SoundFormat, string>> = { mp3: "audio/mpeg", wav: "audio/wav" };

/** A file, and its media type. */
export const encode = async (sound: Sound, format: SoundFormat): Promise<{ contentType: string; bytes: Buffer }> => ({
  contentType: contentTypes[format],
  bytes: await (format === "wav" ? encodeWav(sound) : encodeMp3(sound)),
});
