/** Pictures as they were sent: encoded, so that many fit into memory, and known by their header. */
import sharp from "sharp";
import { decode, type Format, type Size } from "./picture.ts";

export interface PictureFile extends Size {
  format: Format;
  /** Whether it could be transparent somewhere. */
  hasAlpha: boolean;
  bytes: Uint8Array;
}

/** The first bytes of each format; a WebP has its length between the two. */
const signatures: Readonly<Record<Format, RegExp>> = {
  png: /^89504e470d0a1a0a/,
  jpeg: /^ffd8ff/,
  webp: /^52494646.{8}57454250/,
};

const formats = Object.keys(signatures) as Format[];

/** The format by the first bytes; whatever else they are, nothing looks at the rest. */
export function formatOf(bytes: Buffer): Format | undefined {
  const start = bytes.toString("hex", 0, 12);
  return formats.find((format) => signatures[format].test(start));
}

/** Reads the header and no pixel; nothing, if it is no picture of a format that is known. */
export async function readHeader(bytes: Buffer): Promise<PictureFile | undefined> {
  const format = formatOf(bytes);
  if (format === undefined) return undefined;
  try {
    const { width, height, hasAlpha } = await sharp(bytes).metadata();
    return { width, height, hasAlpha, format, bytes };
  } catch {
    return undefined;
  }
}

export const isPictureFile = (value: unknown): value is PictureFile =>
  typeof value === "object" && value !== null && "hasAlpha" in value && "bytes" in value;

/** The members that are pictures, by their names. */
export const picturesIn = (input: object): [name: string, picture: PictureFile][] =>
  Object.entries(input).filter((member): member is [string, PictureFile] => isPictureFile(member[1]));

export const hasPicture = (input: object): boolean => picturesIn(input).length > 0;

/** Whether all of it is there. */
export async function isWhole(bytes: Uint8Array): Promise<boolean> {
  try {
    await decode(bytes);
    return true;
  } catch {
    return false;
  }
}
