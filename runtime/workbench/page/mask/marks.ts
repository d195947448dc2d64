/** What was painted, as data: drawing all of it again from the beginning is what undo does. */

export interface Point {
  /** In pixels of the picture. */
  x: number;
  y: number;
  /** The diameter there, in pixels of the picture: a pen paints as wide as it is pressed. */
  size: number;
}

export type Mark =
  | { kind: "stroke"; erases: boolean; points: readonly Point[] }
  | { kind: "rectangle"; erases: boolean; from: Point; to: Point }
  | { kind: "invert" }
  | { kind: "clear" }
  /** A mask that was there before. */
  | { kind: "picture"; picture: ImageBitmap };

type Context = CanvasRenderingContext2D;

/** What is shown while it is painted; saved, it is white. */
const color = "#6b72ff";

/** The same, as alpha, blue, green and red. */
const colorAsPixel = 0xffff726b;

/** A number for each pixel: its alpha is the highest byte, as on every machine that a browser runs on. */
const pixelsOf = ({ data }: ImageData) => new Uint32Array(data.buffer);

const isPainted = (pixel: number) => pixel >>> 24 >= 128;

function drawStroke(context: Context, points: readonly Point[]): void {
  context.lineCap = "round";
  context.lineJoin = "round";
  points.forEach((point, index) => {
    const before = points[index - 1] ?? point;
    context.lineWidth = point.size;
    context.beginPath();
    context.moveTo(before.x, before.y);
    // A line without a length is not drawn, so that a single dab gets one.
    context.lineTo(point.x + 0.01, point.y);
    context.stroke();
  });
}

function drawRectangle(context: Context, from: Point, to: Point): void {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  context.fillRect(Math.round(left), Math.round(top), Math.round(right - left), Math.round(bottom - top));
}

/** White, or as light as it is: that much is painted. */
function drawPicture(context: Context, picture: ImageBitmap): void {
  const { width, height } = context.canvas;
  context.drawImage(picture, 0, 0, width, height);
  const image = context.getImageData(0, 0, width, height);
  const pixels = pixelsOf(image);
  pixels.forEach((pixel, at) => {
    const lightness = ((pixel & 255) + (pixel >> 8 & 255) + (pixel >> 16 & 255)) / 3 * (pixel >>> 24) / 255;
    pixels[at] = lightness >= 128 ? colorAsPixel : 0;
  });
  context.putImageData(image, 0, 0);
}

export function drawMark(context: Context, mark: Mark): void {
  const { width, height } = context.canvas;
  context.save();
  context.fillStyle = color;
  context.strokeStyle = color;
  if ("erases" in mark && mark.erases) context.globalCompositeOperation = "destination-out";
  if (mark.kind === "stroke") drawStroke(context, mark.points);
  if (mark.kind === "rectangle") drawRectangle(context, mark.from, mark.to);
  if (mark.kind === "clear") context.clearRect(0, 0, width, height);
  if (mark.kind === "picture") drawPicture(context, mark.picture);
  if (mark.kind === "invert") {
    context.globalCompositeOperation = "source-out";
    context.fillRect(0, 0, width, height);
  }
  context.restore();
}

export function drawAll(context: Context, marks: readonly Mark[]): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (const mark of marks) drawMark(context, mark);
}

/** How much is painted, from 0 to 1. */
export function paintedShare(context: Context): number {
  const pixels = pixelsOf(context.getImageData(0, 0, context.canvas.width, context.canvas.height));
  return pixels.filter(isPainted).length / pixels.length;
}

/** A PNG of the picture's size: white where it is painted, black elsewhere, and nothing between. */
export async function toMask(context: Context): Promise<Blob> {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  const pixels = pixelsOf(image);
  pixels.forEach((pixel, at) => {
    pixels[at] = isPainted(pixel) ? 0xffffffff : 0xff000000;
  });
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: "image/png" });
}
