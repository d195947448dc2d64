import { setImmediate } from "node:timers/promises";
import type { Picture } from "../pixels/picture.ts";
import { between, randomFrom } from "../pixels/random.ts";

const { cos, floor, min, sin, PI } = Math;

/** As many as the API gives: about four seconds. */
const frames = 25;
const framesPerSecond = 6;

/** The part of the picture that a frame shows, in its pixels. */
interface View {
  left: number;
  top: number;
  /** How much of the width and height is seen, up to 1. */
  zoom: number;
}

/** A slow way into the picture; in which direction the seed decides. It begins with the whole picture. */
function viewsOf({ width, height }: Picture, seed: number, motion: number): View[] {
  const direction = between(randomFrom("film", seed), 0, 2 * PI);
  return Array.from({ length: frames }, (_, frame) => {
    const hidden = 0.25 * (motion / 255) * (1 - cos(PI * frame / (frames - 1))) / 2;
    return {
      left: hidden * width * (0.5 + 0.5 * cos(direction)),
      top: hidden * height * (0.5 + 0.5 * sin(direction)),
      zoom: 1 - hidden,
    };
  });
}

/** Where the color of a pixel of a frame comes from along one axis: between a place and the next one. */
interface Line {
  places: Int32Array;
  /** How much of the next place there is in the color. */
  shares: Float64Array;
}

function lineOf(length: number, start: number, zoom: number): Line {
  const exact = Float64Array.from({ length }, (_, at) => min(length - 1, start + at * zoom));
  return { places: Int32Array.from(exact), shares: exact.map((place) => place - floor(place)) };
}

/** A view, enlarged to the size of the whole picture. */
function render({ width, height, pixels }: Picture, { left, top, zoom }: View, frame: Uint8Array): void {
  const columns = lineOf(width, left, zoom);
  const rows = lineOf(height, top, zoom);
  for (let y = 0; y < height; y += 1) {
    const row = (rows.places[y] ?? 0) * width;
    const next = min(height - 1, (rows.places[y] ?? 0) + 1) * width;
    const down = rows.shares[y] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const column = columns.places[x] ?? 0;
      const right = columns.shares[x] ?? 0;
      const step = column < width - 1 ? 4 : 0;
      const above = (row + column) * 4;
      const below = (next + column) * 4;
      const to = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const upper = (pixels[above + channel] ?? 0) * (1 - right) + (pixels[above + step + channel] ?? 0) * right;
        const lower = (pixels[below + channel] ?? 0) * (1 - right) + (pixels[below + step + channel] ?? 0) * right;
        frame[to + channel] = upper + (lower - upper) * down + 0.5;
      }
    }
  }
}

/** The encoder is large and seldom used, so it is loaded with the first film. */
async function loadEncoder() {
  const uncaught = process.listeners("uncaughtException");
  const unhandled = process.listeners("unhandledRejection");
  const { default: library } = await import("h264-mp4-encoder");
  // It adds listeners that would end the whole process at an error anywhere in it.
  for (const listener of process.listeners("uncaughtException")) {
    if (!uncaught.includes(listener)) process.off("uncaughtException", listener);
  }
  for (const listener of process.listeners("unhandledRejection")) {
    if (!unhandled.includes(listener)) process.off("unhandledRejection", listener);
  }
  return library;
}

let library: ReturnType<typeof loadEncoder> | undefined;

/** All films share one file system in the memory of the encoder. */
let filmsSoFar = 0;

/** Writes when a film was made as "not known", so that it depends on nothing but its inputs (ISO/IEC 14496-12, 8.2). */
function forgetTimes(file: Buffer, start = 0, end = file.length): void {
  for (let at = start; at + 8 <= end;) {
    const size = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    if (["moov", "trak", "mdia"].includes(type)) forgetTimes(file, at + 8, at + size);
    // After size, type, version and flags: when it was made, and when it was last changed.
    if (["mvhd", "tkhd", "mdhd"].includes(type)) file.fill(0, at + 12, at + 20);
    if (size < 8) return;
    at += size;
  }
}

/**
 * A playable MP4 (H.264, without sound) of the size of the picture. It moves over the picture and draws nothing new.
 *
 * @param options.motion from 1, where it stands nearly still, to 255
 * @throws RangeError for a side of an odd number of pixels, which H.264 cannot have with the usual 4:2:0 colors
 */
export async function film(image: Picture, { seed, motion }: { seed: number; motion: number }): Promise<Buffer> {
  const { width, height } = image;
  if (width % 2 === 1 || height % 2 === 1) throw new RangeError("the sides of a film must be even");
  library ??= loadEncoder();
  const encoder = await (await library).createH264MP4Encoder();
  filmsSoFar += 1;
  try {
    encoder.outputFilename = `${filmsSoFar}.mp4`;
    encoder.width = width;
    encoder.height = height;
    encoder.frameRate = framesPerSecond;
    encoder.quantizationParameter = 24;
    // The encoder's file says of every frame that one can begin to play there, and here that is true.
    encoder.groupOfPictures = 1;
    encoder.speed = 10;
    encoder.initialize();
    const frame = new Uint8Array(width * height * 4);
    for (const view of viewsOf(image, seed, motion)) {
      render(image, view, frame);
      encoder.addFrameRgba(frame);
      // Other requests are served between two frames.
      await setImmediate();
    }
    encoder.finalize();
    const file = Buffer.from(encoder.FS.readFile(encoder.outputFilename));
    encoder.FS.unlink(encoder.outputFilename);
    forgetTimes(file);
    return file;
  } finally {
    encoder.delete();
  }
}
