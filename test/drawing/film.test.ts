/** Films, read by a parser (mp4box) and a decoder (h264decoder) that are not ours and have nothing of the encoder. */
import { describe, expect, test } from "@jest/globals";
import h264 from "h264decoder";
import { createFile, MP4BoxBuffer } from "mp4box";
import { drawUnmarked } from "../../emulator/drawing/scene/draw.ts";
import { film } from "../../emulator/drawing/effects/film.ts";
import { luminance, type Picture } from "../../emulator/drawing/pixels/picture.ts";
import { sceneOf, size } from "./pixels.ts";

const { abs, floor } = Math;

const landscape = (of = size): Promise<Picture> => drawUnmarked({ ...sceneOf(3), ...of });

function parse(bytes: Buffer) {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(bytes).buffer, 0), true);
  file.flush();
  const info = file.getInfo();
  const [track] = info.tracks;
  if (track === undefined) throw new Error("the film has no track");
  const configuration = file.getBox("avcC");
  if (configuration === undefined) throw new Error("the film is not H.264");
  return { file, info, track, samples: file.getTrackSamplesInfo(track.id), configuration };
}

/** A unit of the stream as a decoder takes it (ITU-T H.264, annex B). */
const unit = (data: Uint8Array) => Uint8Array.from([0, 0, 0, 1, ...data]);

/** The brightness of each pixel of a frame; every frame can be decoded for itself. */
function decode(bytes: Buffer, frame: number, { width, height } = size): number[] {
  const { samples, configuration } = parse(bytes);
  const sample = samples[frame];
  if (sample === undefined) throw new Error("the film has no such frame");
  const decoder = new h264.H264Decoder();
  for (const { data } of [...configuration.SPS, ...configuration.PPS]) decoder.decode(unit(data));
  const end = sample.offset + sample.size;
  let outcome = -1;
  for (let at = sample.offset; at < end;) {
    const length = bytes.readUInt32BE(at);
    outcome = decoder.decode(unit(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  if (outcome !== h264.H264Decoder.PIC_RDY) throw new Error(`the frame was not decoded: ${outcome}`);
  // The decoder gives whole blocks of 16 pixels, and 16 to 235 for black to white (ITU-R BT.601).
  expect([decoder.width, decoder.height]).toStrictEqual([Math.ceil(width / 16) * 16, Math.ceil(height / 16) * 16]);
  return Array.from({ length: width * height }, (_, pixel) =>
    ((decoder.pic[floor(pixel / width) * decoder.width + pixel % width] ?? 0) - 16) * 255 / 219);
}

const difference = (frame: readonly number[], { pixels }: Picture) =>
  frame.reduce((sum, value, pixel) => sum + abs(value - luminance(pixels, pixel * 4)), 0) / frame.length;

const listeners = () => ["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event));
const listenersAtFirst = listeners();

describe("a film", () => {
  test.each([[96, 64], [98, 66], [64, 100]])("of %d × %d plays 25 pictures in about four seconds", async (width, height) => {
    const bytes = await film(await landscape({ width, height }), { seed: 1, motion: 127 });
    const { file, info, track, samples } = parse(bytes);
    expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
    expect(file.boxes.map(({ type }) => type)).toStrictEqual(expect.arrayContaining(["ftyp", "mdat", "moov"]));
    expect(info.tracks).toHaveLength(1);
    expect(track).toMatchObject({ codec: expect.stringMatching(/^avc1\./), video: { width, height }, nb_samples: 25 });
    expect(track.duration / track.timescale).toBeCloseTo(25 / 6, 2);
    expect(samples.every(({ is_sync: canBegin }) => canBegin)).toBe(true);
    const last = samples[24];
    expect((last?.offset ?? Infinity) + (last?.size ?? 0)).toBeLessThanOrEqual(bytes.length);
  });

  test("begins with the picture, and moves the more the more motion is asked", async () => {
    const picture = await landscape();
    const slow = await film(picture, { seed: 1, motion: 1 });
    const fast = await film(picture, { seed: 1, motion: 255 });
    expect(difference(decode(fast, 0), picture)).toBeLessThan(3);
    expect(difference(decode(slow, 24), picture)).toBeLessThan(3);
    expect(difference(decode(fast, 24), picture)).toBeGreaterThan(difference(decode(fast, 8), picture));
    expect(difference(decode(fast, 24), picture)).toBeGreaterThan(8);
  });

  test("is the same for the same inputs, whenever and beside whatever it is made, and another for another seed", async () => {
    const [one, other, again] = await Promise.all([1, 2, 1].map(async (seed) =>
      film(await landscape(), { seed, motion: 127 })));
    expect(again?.equals(one ?? Buffer.alloc(0))).toBe(true);
    expect(other?.equals(one ?? Buffer.alloc(0))).toBe(false);
    const { info } = parse(one ?? Buffer.alloc(0));
    // 0 seconds since 1904 is how the format says that it is not known.
    expect(info.created).toStrictEqual(new Date("1904-01-01T00:00:00Z"));
  });

  test("leaves the process as it was", async () => {
    await film(await landscape(), { seed: 1, motion: 127 });
    expect(listeners()).toStrictEqual(listenersAtFirst);
  });

  test.each([[97, 64], [96, 65]])("of %d × %d is refused: its sides must be even", async (width, height) => {
    await expect(film(await landscape({ width, height }), { seed: 1, motion: 1 })).rejects.toThrow("must be even");
  });
});
