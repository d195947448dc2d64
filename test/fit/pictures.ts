/** Pictures to be fitted: of any size and kind, with marks that show what became of them. */
import sharp from "sharp";

export interface Kind {
  width: number;
  height: number;
  format: "jpeg" | "png" | "webp";
  orientation?: number;
  alpha?: boolean;
  cmyk?: boolean;
  depth?: 8 | 16;
}

/** Red at its left and blue at its right as it is stored, with a white square in its upper left quarter. */
export async function markedPicture(kind: Kind): Promise<Buffer> {
  const { width, height, format, orientation = 1, alpha = false, cmyk = false, depth = 8 } = kind;
  const [x, y, side] = [width / 4, height / 4, Math.min(width, height) / 5];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%"
 fill="#d02020"/><rect x="50%" width="50%" height="100%" fill="#2020d0" fill-opacity="${alpha ? 0.5 : 1}"/>
<rect x="${x - side / 2}" y="${y - side / 2}" width="${side}" height="${side}" fill="#fff"/></svg>`;
  const drawn = sharp(Buffer.from(svg));
  if (!alpha) drawn.flatten({ background: "#2020d0" });
  if (cmyk) drawn.toColourspace("cmyk");
  if (depth === 16) drawn.toColourspace("rgb16");
  return drawn.withMetadata({ orientation }).toFormat(format).toBuffer();
}

/** White where the picture has its square, and black elsewhere. */
export function maskOf({ width, height }: { width: number; height: number }): Promise<Buffer> {
  const [x, y, side] = [width / 4, height / 4, Math.min(width, height) / 5];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" shape-rendering="crispEdges">
<rect width="100%" height="100%"/><rect x="${x - side / 2}" y="${y - side / 2}" width="${side}" height="${side}" fill="#fff"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
}

/** Where most of the white is, as parts of the width and height. */
export async function centreOfWhite(path: string): Promise<[number, number]> {
  const { data, info } = await sharp(path).flatten({ background: "#000" }).removeAlpha().greyscale().raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  let [count, left, top] = [0, 0, 0];
  for (let at = 0; at < width * height; at += 1) {
    if ((data[at * channels] ?? 0) < 215) continue;
    count += 1;
    left += at % width;
    top += Math.floor(at / width);
  }
  return [left / count / width, top / count / height];
}
