/** What a file is: its type by its first bytes, everything else by its structure. */
import { ByteReader, type ByteSource } from "./byte-reader.ts";
import type { MediaFormat, PictureFormat, SoundFormat } from "./format.ts";
import { walkGlb } from "./glb.ts";
import { walkJpeg } from "./jpeg.ts";
import { walkMp3 } from "./mp3.ts";
import { walkMp4 } from "./mp4.ts";
import { walkPng } from "./png.ts";
import { sniff, type Other, type WalkedType } from "./sniff.ts";
import { walkWav } from "./wav.ts";
import { walkWebp } from "./webp.ts";

/** A file is of another type than is needed; the message goes behind its name: "is a PDF and not a PNG, …" */
export class WrongTypeError extends Error {
  override readonly name = "WrongTypeError";
  /** What it is. */
  readonly other: Other;
  /** What the user can do about it, if there is more to say than what is needed. */
  readonly advice: string | undefined;

  constructor(other: Other, needed: string, advice: string | undefined) {
    super(`is ${other.name} and not ${needed}`);
    this.other = other;
    this.advice = advice;
  }
}

type Walker<Format> = (reader: ByteReader) => Promise<Format>;
type Walkers<Format> = Partial<Record<WalkedType, Walker<Format>>>;

const pictureWalkers: Walkers<PictureFormat> = { png: walkPng, jpeg: walkJpeg, webp: walkWebp };
const soundWalkers: Walkers<SoundFormat> = { mp3: walkMp3, wav: walkWav };
const mediaWalkers: Walkers<MediaFormat> = { ...pictureWalkers, ...soundWalkers, mp4: walkMp4, glb: walkGlb };

/** What other types are called where a picture is needed. */
const walkedNames: Readonly<Record<WalkedType, Other>> = {
  png: { name: "a PNG picture", kind: "picture" },
  jpeg: { name: "a JPEG picture", kind: "picture" },
  webp: { name: "a WebP picture", kind: "picture" },
  mp4: { name: "an MP4 video", kind: "video" },
  glb: { name: "a GLB model", kind: "other" },
  mp3: { name: "an MP3 sound", kind: "sound" },
  wav: { name: "a WAV sound", kind: "sound" },
};

const describe = (type: WalkedType | Other): Other => typeof type === "string" ? walkedNames[type] : type;

function pictureAdvice({ kind, advice }: Other): string | undefined {
  if (kind === "picture") return `convert it to PNG, JPEG or WebP${advice === undefined ? "" : `: ${advice}`}`;
  if (kind === "video") return "save one of its frames as PNG, JPEG or WebP";
  return advice;
}

function soundAdvice({ kind, advice }: Other): string | undefined {
  if (kind === "sound") return "convert it to MP3 or WAV";
  if (kind === "video") return "save its sound as MP3 or WAV";
  return kind === "picture" ? undefined : advice;
}

interface Wanted<Format> {
  walkers: Walkers<Format>;
  /** With its article. */
  name: string;
  advice: (other: Other) => string | undefined;
}

async function formatOf<Format>(source: ByteSource, { walkers, name, advice }: Wanted<Format>): Promise<Format> {
  const reader = new ByteReader(source);
  const type = await sniff(reader);
  const walk = typeof type === "string" ? walkers[type] : undefined;
  if (walk !== undefined) return walk(reader);
  const other = describe(type);
  throw new WrongTypeError(other, name, advice(other));
}

/**
 * Says what a picture is that is given or answered; a broken one is described with its `fault`.
 * @throws WrongTypeError if it is no PNG, JPEG or WebP
 */
export const pictureFormat = (source: ByteSource): Promise<PictureFormat> =>
  formatOf(source, { walkers: pictureWalkers, name: "a PNG, JPEG or WebP picture", advice: pictureAdvice });

/**
 * Says what a sound is that is given or answered; a broken one is described with its `fault`.
 * @throws WrongTypeError if it is no MP3 or WAV
 */
export const soundFormat = (source: ByteSource): Promise<SoundFormat> =>
  formatOf(source, { walkers: soundWalkers, name: "an MP3 or WAV sound", advice: soundAdvice });

/**
 * Says what anything is that the API answers; something broken is described with its `fault`.
 * @throws WrongTypeError if it is of no type that the API makes
 */
export const mediaFormat = (source: ByteSource): Promise<MediaFormat> =>
  formatOf(source, {
    walkers: mediaWalkers,
    name: "a picture, video, sound or model of a type that the API makes",
    advice: ({ advice }) => advice,
  });
