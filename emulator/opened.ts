/** The files that a request brought, as a thread of the studio opens them: pixels of pictures, samples of sounds. */
import { isPictureFile, type PictureFile } from "./drawing/pixels/picture-file.ts";
import { decode, type Picture } from "./drawing/pixels/picture.ts";
import { isSoundFile, openSound, type SoundFile } from "./music/sound-file.ts";
import type { Sound } from "./music/sound.ts";

export type Opened<Value> = Value extends PictureFile ? Picture : Value extends SoundFile ? Sound : Value;

export type AllOpened<Input> = { [Name in keyof Input]: Opened<Input[Name]> };

async function open(value: unknown): Promise<unknown> {
  if (isPictureFile(value)) return decode(value.bytes);
  return isSoundFile(value) ? openSound(value) : value;
}

/** Opens the files among the members, one after the other. */
export async function openFiles<Input extends object>(input: Input): Promise<AllOpened<Input>> {
  const opened: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) opened[name] = await open(value);
  return opened as AllOpened<Input>;
}
