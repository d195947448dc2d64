/** What a file is: its type by its first bytes, everything else by its structure. */
import { ByteReader, type ByteSource } from "./byte-reader.ts";
import type { MediaFormat, PictureFormat } from "./format.ts";
import { walkJpeg } from "./jpeg.ts";
import { walkMp4 } from "./mp4.ts";
import { walkPng } from "./png.ts";
import { sniff, type Other, type WalkedType } from "./sniff.ts";
import { walkWebp } from "./webp.ts";

/** A file is of another type than is needed. @param message goes behind its name: "is a PDF and not a PNG, …" */
export class WrongTypeError extends Error {
  override readonly name = "WrongTypeError";
  /** What the user can do about it, as a whole sentence without its full stop. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

const pictureWalkers = { png: walkPng, jpeg: walkJpeg, webp: walkWebp } as const;
const walkers: Partial<Record<WalkedType, (reader: ByteReader) => Promise<MediaFormat>>> = {
  ...pictureWalkers,
  mp4: walkMp4,
};

const isPictureType = (type: WalkedType | Other): type is keyof typeof pictureWalkers =>
  typeof type === "string" && type in pictureWalkers;

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

function pictureAdvice({ kind, advice }: Other): string {
  if (kind === "picture") return `convert it to PNG, JPEG or WebP${advice === undefined ? "" : `: ${advice}`}`;
  if (kind === "video") return "save one of its frames as PNG, JPEG or WebP";
  return advice ?? "give a PNG, JPEG or WebP picture";
}

/**
 * Of a picture that is given or answered; a broken one is described with its `fault`.
 * @throws WrongTypeError if it is no PNG, JPEG or WebP
 */
export async function pictureFormat(source: ByteSource): Promise<PictureFormat> {
  const reader = new ByteReader(source);
  const type = await sniff(reader);
  if (isPictureType(type)) return pictureWalkers[type](reader);
  const other = describe(type);
  throw new WrongTypeError(`is ${other.name} and not a PNG, JPEG or WebP picture`, pictureAdvice(other));
}

/**
 * Of anything that the API answers; something broken is described with its `fault`.
 * @throws WrongTypeError if it is of no type that the API makes
 */
export async function mediaFormat(source: ByteSource): Promise<MediaFormat> {
  const reader = new ByteReader(source);
  const type = await sniff(reader);
  const walk = typeof type === "string" ? walkers[type] : undefined;
  if (walk !== undefined) return walk(reader);
  const { name, advice = "" } = describe(type);
  throw new WrongTypeError(`is ${name} and not a picture, video, sound or model of a type that the API makes`, advice);
}
