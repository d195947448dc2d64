/** Plain pictures on both sides of the limits that operations have, and of all the forms that files have. */
import sharp, { type Sharp } from "sharp";
import { plainPicture } from "./files.ts";

/** A picture as a file, and as what a user gives. */
export interface NamedPicture {
  /** As `64x64 png`. */
  name: string;
  bytes: Buffer;
  dataUri: string;
}

const named = (name: string, bytes: Buffer): NamedPicture =>
  ({ name, bytes, dataUri: `data:application/octet-stream;base64,${bytes.toString("base64")}` });

/** Width and height, each pair of lines just inside and just outside of a limit. */
const sizesAtLimits = [
  [32, 32], [31, 32],
  [64, 64], [64, 63],
  [160, 64], [161, 64], [64, 160], [64, 161],
  [1536, 682], [1537, 64],
  [1024, 1024], [1025, 1024],
  [2048, 2048], [2048, 2049],
  [3072, 3072], [3072, 3073],
  [16_383, 64], [16_384, 64], [64, 16_385],
  [1024, 576], [576, 1024], [768, 768], [769, 768],
] as const;

const nameOfSize = ([width, height]: readonly [number, number]) => `${width}x${height}`;

export const namesAtLimits: readonly string[] = sizesAtLimits.map(nameOfSize);

/** Those that take no time to look at. */
export const smallNamesAtLimits: readonly string[] =
  sizesAtLimits.filter(([width, height]) => width * height < 200_000).map(nameOfSize);

export const picturesAtLimits = (): Promise<NamedPicture[]> => Promise.all(sizesAtLimits.map(async ([width, height]) =>
  named(nameOfSize([width, height]), await plainPicture({ width, height }))));

interface Size {
  width: number;
  height: number;
}

/** With and without alpha, and where types have several forms, in each. */
const forms: Readonly<Record<string, (canvas: (channels: 3 | 4) => Sharp) => Sharp>> = {
  png: (canvas) => canvas(3).png(),
  "png with alpha": (canvas) => canvas(4).png(),
  "png with a palette": (canvas) => canvas(3).png({ palette: true }),
  "png with alpha in its palette": (canvas) => canvas(4).png({ palette: true }),
  "png in grey": (canvas) => canvas(3).grayscale().png(),
  "png in grey with alpha": (canvas) => canvas(4).grayscale().png(),
  "png with 16 bits": (canvas) => canvas(3).toColorspace("rgb16").png(),
  "png in passes": (canvas) => canvas(4).png({ progressive: true }),
  jpeg: (canvas) => canvas(3).jpeg(),
  "jpeg in passes": (canvas) => canvas(3).jpeg({ progressive: true }),
  "jpeg in grey": (canvas) => canvas(3).grayscale().jpeg(),
  webp: (canvas) => canvas(3).webp(),
  "webp with alpha": (canvas) => canvas(4).webp(),
  "lossless webp": (canvas) => canvas(3).webp({ lossless: true }),
  "lossless webp with alpha": (canvas) => canvas(4).webp({ lossless: true }),
  gif: (canvas) => canvas(3).gif(),
};

const nameOfForm = ({ width, height }: Size, form: string) => `${width}x${height} ${form}`;

export const namesOfAllForms = (size: Size): string[] => Object.keys(forms).map((form) => nameOfForm(size, form));

/** One size in all forms. */
export function picturesOfAllForms(size: Size): Promise<NamedPicture[]> {
  const canvas = (channels: 3 | 4) =>
    sharp({ create: { ...size, channels, background: { r: 0, g: 128, b: 128, ...channels === 4 && { alpha: 0.5 } } } });
  return Promise.all(Object.entries(forms).map(async ([form, draw]) =>
    named(nameOfForm(size, form), await draw(canvas).toBuffer())));
}
