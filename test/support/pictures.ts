/** Pictures for tests, and how far two are apart. */
import sharp from "sharp";

export interface Size {
  width: number;
  height: number;
}

type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number, opacity?: number];

function raw(size: Size, paint: Paint) {
  const channels = paint(0, 0).length;
  const pixels = Buffer.alloc(size.width * size.height * channels);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      pixels.set(paint(x, y).map((value) => value ?? 255), (y * size.width + x) * channels);
    }
  }
  return sharp(pixels, { raw: { ...size, channels } });
}

/** As PNG. */
export const png = (size: Size, paint: Paint): Promise<Buffer> => raw(size, paint).png().toBuffer();

/** Smooth from corner to corner. */
export const gradient = ({ width, height }: Size): Paint => (x, y) =>
  [Math.floor(x / width * 255), Math.floor(y / height * 255), 128];

export const plain = (value: number): Paint => () => [value, value, value];

/** Red, green and blue of each pixel. */
export const pixelsOf = (bytes: Buffer): Promise<Buffer> => sharp(bytes).toColorspace("srgb").removeAlpha().raw().toBuffer();

/** The mean difference of a channel of a pixel, from 0 to 255, of the pixels that are looked at. */
export async function difference(one: Buffer, other: Buffer, looksAt: (pixel: number) => boolean = () => true) {
  const [a, b] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
  if (a.length !== b.length) throw new Error("the pictures have different sizes");
  let sum = 0;
  let count = 0;
  for (let at = 0; at < a.length; at += 1) {
    if (!looksAt(Math.floor(at / 3))) continue;
    sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    count += 1;
  }
  return sum / count;
}

/** The mean difference between neighbours in a row: how much there is to see. */
export async function detail(bytes: Buffer) {
  const pixels = await pixelsOf(bytes);
  let sum = 0;
  for (let at = 3; at < pixels.length; at += 1) sum += Math.abs((pixels[at] ?? 0) - (pixels[at - 3] ?? 0));
  return sum / pixels.length;
}
