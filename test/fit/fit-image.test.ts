/** A picture of any kind is made one that an action takes; pixels and positions are looked at. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { FitResult } from "../../components/dreamstudio/common/calls/fit.ts";
import { failAction, runAction } from "../support/binder.ts";
import { saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { hurried } from "../support/sent-picture.ts";
import { json, startServer, type TestServer } from "../support/server.ts";
import { centreOfWhite, markedPicture, maskOf, type Kind } from "./pictures.ts";

const folder = usePicturesFolder();

let server: TestServer;
beforeEach(async () => {
  server = await startServer(json(500, {}));
});

const file = async (kind: Partial<Kind> = {}) => {
  const { width = 400, height = 300, format = "png", ...others } = kind;
  return saved(folder.path(), `a-${width}x${height}.${format}`, await markedPicture({ width, height, format, ...others }));
};

/** Props as a form has them: with their defaults. */
const defaults = { mode: "crop", cropBy: "attention", padColor: "#ffffff" };

async function fit(props: object) {
  const { result, exports } = await runAction<FitResult>("fit-image", { ...defaults, ...props }, { ...hurried, key: "" });
  expect(server.requests).toStrictEqual([]);
  return { result, summary: exports["$summary"], pixels: await sharp(result.filePath).metadata() };
}

async function refuse(props: object): Promise<string[]> {
  const error = await failAction("fit-image", { ...defaults, ...props }, { ...hurried, key: "" });
  expect(error.name).toBe("ConfigurationError");
  return error.message.split("\n").slice(1);
}

const near = (at: readonly [number, number]) => at.map((part) => expect.closeTo(part, 1) as unknown);

describe("crop", () => {
  test("cuts off what is over the nearest size of the engine, and says what it did", async () => {
    const { result, summary, pixels } = await fit({ image: await file({ width: 3000, height: 2000 }), for: "image-to-image" });
    expect(result).toMatchObject({
      width: 1216, height: 832, contentType: "image/jpeg",
      before: { width: 3000, height: 2000, contentType: "image/png" },
      notes: ["Of 1248x832, what is over was cut off."],
    });
    expect(pixels).toMatchObject({ width: 1216, height: 832, format: "jpeg", hasAlpha: false });
    expect(summary).toBe("Fitted 3000x2000 to 1216x832 for image-to-image");
    expect((await readFile(result.filePath)).length).toBe(result.bytes);
  });

  test("cuts nothing where no ratio is over, and makes it no smaller than it must", async () => {
    const image = await file({ width: 4000, height: 3000 });
    expect((await fit({ image, for: "erase" })).result).toMatchObject({ width: 3547, height: 2660, notes: [] });
    expect((await fit({ image, for: "upscale-fast" })).result).toMatchObject({ width: 1182, height: 887 });
    expect((await fit({ image: await file(), for: "erase" })).result).toMatchObject({ width: 400, height: 300, notes: [] });
  });

  test("keeps what draws the attention, or the centre", async () => {
    const image = await file({ width: 1200, height: 300 });
    const { result } = await fit({ image, for: "style" });
    expect(result).toMatchObject({ width: 750, height: 300 });
    expect(await centreOfWhite(result.filePath)).toStrictEqual([expect.any(Number), expect.closeTo(0.25, 1)]);
    const { result: centred } = await fit({ image, for: "style", cropBy: "centre" });
    const [left] = await centreOfWhite(centred.filePath);
    expect(left).toBeCloseTo((300 - 225) / 750, 1);
  });
});

describe("the other modes", () => {
  test("shrink keeps all of it", async () => {
    const image = await file({ width: 4000, height: 3000 });
    const { result } = await fit({ image, for: "upscale-creative", mode: "shrink" });
    expect(result).toMatchObject({ width: 1182, height: 887 });
    expect(await centreOfWhite(result.filePath)).toStrictEqual(near([0.25, 0.25]));
    expect((await fit({ image: await file({ width: 2048, height: 2048 }), for: "image-to-image", mode: "shrink" })).result)
      .toMatchObject({ width: 1024, height: 1024 });
  });

  test("shrink says so where the ratio is not taken", async () => {
    expect(await refuse({ image: await file({ width: 1200, height: 300 }), for: "style", mode: "shrink" })).toStrictEqual([
      "- for: style does not take it: it is 1200x300, but the longer side must be at most 2.5 times the shorter one; "
      + "choose crop or pad",
    ]);
    expect(await refuse({ image: await file(), for: "image-to-video", mode: "shrink" })).toStrictEqual([
      "- mode: shrink keeps all of 400x300, and image-to-video takes only 1024x576, 576x1024, 768x768; choose crop or pad",
    ]);
  });

  test("pad adds a color at both sides, in equal parts", async () => {
    const image = await file({ width: 1200, height: 300 });
    const { result } = await fit({ image, for: "style", mode: "pad", padColor: "#00ff00" });
    expect(result).toMatchObject({ width: 1200, height: 480, notes: ["To 1200x300, #00ff00 was added."] });
    const { data } = await sharp(result.filePath).raw().toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => [...data.subarray((y * 1200 + x) * 3, (y * 1200 + x) * 3 + 3)];
    for (const y of [2, 84, 395, 477]) expect(pixel(600, y)[1]).toBeGreaterThan(240);
    for (const y of [97, 240, 383]) expect(pixel(1000, y)[2]).toBeGreaterThan(190);
  });

  test("pad adds what is transparent, as PNG or WebP and not as JPEG", async () => {
    const image = await file({ width: 1200, height: 300 });
    const props = { image, for: "style", mode: "pad", padColor: "transparent" };
    for (const outputFormat of [undefined, "png", "webp"]) {
      const { result, pixels } = await fit({ ...props, outputFormat });
      expect(pixels).toMatchObject({ hasAlpha: true, format: outputFormat ?? "png" });
      const corner = await sharp(result.filePath).extract({ left: 0, top: 0, width: 9, height: 9 }).toBuffer();
      expect((await sharp(corner).stats()).channels[3]?.max).toBe(0);
    }
    expect(await refuse({ ...props, outputFormat: "jpeg" })).toStrictEqual([
      "- outputFormat: nothing in a JPEG is transparent; choose png or webp, or a color",
    ]);
  });

  test("exact makes exactly that size, if the action takes it", async () => {
    const image = await file({ width: 1200, height: 300 });
    const exact = (exactWidth: number, exactHeight: number) => ({ image, for: "upscale-fast", mode: "exact", exactWidth, exactHeight });
    expect((await fit(exact(640, 64))).result).toMatchObject({ width: 640, height: 64 });
    expect((await fit(exact(1536, 32))).result).toMatchObject({ width: 1536, height: 32 });
    expect(await refuse(exact(1537, 32))).toStrictEqual([
      "- exactWidth, exactHeight: upscale-fast does not take it: it is 1537x32, but each side must be from 32 to 1,536 pixels",
    ]);
  });
});

describe("orientations", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("%d is turned upright, as sharp and every browser show it", async (orientation) => {
    const image = await file({ width: 400, height: 300, format: "jpeg", orientation });
    const { result, pixels } = await fit({ image, for: "erase" });
    const shown = await sharp(image).autoOrient().png().toBuffer();
    const shownFile = await saved(folder.path(), "shown.png", shown);
    expect(pixels.orientation).toBeUndefined();
    expect(result.notes).toStrictEqual(orientation === 1 ? [] : ["It was turned upright, as its EXIF says."]);
    expect(result).toMatchObject(orientation < 5 ? { width: 400, height: 300 } : { width: 300, height: 400 });
    const [x, y] = await centreOfWhite(shownFile);
    expect(await centreOfWhite(result.filePath)).toStrictEqual([expect.closeTo(x, 2), expect.closeTo(y, 2)]);
  });
});

describe("a mask is fitted as its picture is", () => {
  const modes = ["crop", "pad", "shrink", "exact"];
  const of = async (mode: string, orientation = 1) => ({
    image: await file({ width: 900, height: 600, format: "jpeg", orientation }),
    for: mode === "shrink" ? "inpaint" : "masking",
    mode,
    ...mode === "exact" && { exactWidth: 1024, exactHeight: 1024 },
  });

  test.each(modes)("%s: white stays over the square, and no grey comes in", async (mode) => {
    const mask = await saved(folder.path(), "mask.png", await maskOf({ width: 900, height: 600 }));
    const { result } = await fit({ ...await of(mode), mask });
    const fitted = result.mask?.filePath ?? "";
    expect(result.mask).toMatchObject({ width: result.width, height: result.height, contentType: "image/png" });
    const [x, y] = await centreOfWhite(result.filePath);
    // What is padded is white in the picture, and black in its mask.
    if (mode !== "pad") expect(await centreOfWhite(fitted)).toStrictEqual([expect.closeTo(x, 1.5), expect.closeTo(y, 1.5)]);
    const values = new Set(await sharp(fitted).greyscale().raw().toBuffer());
    expect([...values].sort((a, b) => a - b)).toStrictEqual([0, 255]);
  });

  test.each([5, 6, 7, 8])("of a photo that is turned (%d): drawn over it as shown, or as stored", async (orientation) => {
    const props = await of("crop", orientation);
    const stored = await maskOf({ width: 900, height: 600 });
    const turned = await sharp(stored).withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer();
    const shown = await sharp(turned).autoOrient().threshold(128).png().toBuffer();
    const masks = await Promise.all([["stored", stored], ["shown", shown]].map(async ([name, bytes]) =>
      (await fit({ ...props, mask: await saved(folder.path(), `${String(name)}.png`, bytes as Buffer) })).result.mask?.filePath ?? ""));
    const [one = "", other = ""] = masks;
    const [x, y] = await centreOfWhite(one);
    expect(await centreOfWhite(other)).toStrictEqual([expect.closeTo(x, 2), expect.closeTo(y, 2)]);
  });

  test("of another ratio is refused", async () => {
    const mask = await saved(folder.path(), "mask.png", await maskOf({ width: 500, height: 500 }));
    expect(await refuse({ ...await of("crop"), mask })).toStrictEqual([
      "- mask: is 500x500, which is not of the ratio of the picture, 900x600",
    ]);
  });
});

describe("kinds of pictures", () => {
  test.each<[string, Partial<Kind>, object]>([
    ["a CMYK photo", { format: "jpeg", cmyk: true }, { space: "srgb", channels: 3, format: "jpeg" }],
    ["16 bits a sample", { depth: 16 }, { space: "srgb", depth: "uchar", format: "jpeg" }],
    ["transparency", { alpha: true }, { hasAlpha: true, format: "png" }],
    ["a WebP", { format: "webp" }, { format: "jpeg" }],
  ])("%s", async (_name, kind, expected) => {
    const { pixels } = await fit({ image: await file(kind), for: "structure" });
    expect(pixels).toMatchObject(expected);
  });

  test("transparency lies on the color in a JPEG, with a note", async () => {
    const { result, pixels } = await fit({ image: await file({ alpha: true }), for: "structure", outputFormat: "jpeg" });
    expect(pixels).toMatchObject({ hasAlpha: false });
    expect(result.notes).toStrictEqual(["A JPEG has no transparency: a color lies under what was transparent."]);
  });

  test("one that is too small becomes as large as it must be", async () => {
    const { result } = await fit({ image: await file({ width: 40, height: 30 }), for: "erase" });
    expect(result).toMatchObject({ width: 85, height: 64, notes: ["It was too small, and became larger: 85x64."] });
  });

  test("one whose pixels are damaged is refused", async () => {
    const bytes = await readFile(await file({ format: "png" }));
    const { default: zlib } = await import("node:zlib");
    const { chunksOf, pngOf } = await import("../formats/png-parts.ts");
    const damaged = pngOf(chunksOf(bytes).map((chunk) =>
      chunk.type === "IDAT" ? { ...chunk, data: zlib.deflateSync(Buffer.alloc(50)) } : chunk));
    expect(await refuse({ image: await saved(folder.path(), "damaged.png", damaged), for: "erase" })).toStrictEqual([
      "- image: its pixels cannot be read: they are damaged",
    ]);
  });

  test("noise becomes smaller until a request has room for it", async () => {
    const { randomBytes } = await import("node:crypto");
    const noise = sharp(randomBytes(2400 * 2400 * 3), { raw: { width: 2400, height: 2400, channels: 3 } });
    const image = await saved(folder.path(), "noise.png", await noise.png({ compressionLevel: 0 }).toBuffer());
    const { result } = await fit({ image, for: "remove-background", outputFormat: "png" });
    expect(result.bytes).toBeLessThanOrEqual(10_485_760);
    expect(result.bytes).toBeGreaterThan(5_000_000);
  });
});

test("a file is read as it is now, although somebody else in the process uses the cache of sharp", async () => {
  const image = `${folder.path()}/photo.webp`;
  const seen: number[] = [];
  for (const r of [200, 0]) {
    await sharp({ create: { width: 80, height: 80, channels: 3, background: { r, g: 0, b: 0 } } }).webp().toFile(image);
    sharp.cache(true);
    await sharp(image).metadata();
    const { result } = await fit({ image, for: "upscale-fast", outputFormat: "png" });
    seen.push((await sharp(await readFile(result.filePath)).raw().toBuffer())[0] ?? NaN);
  }
  expect(seen).toStrictEqual([200, 0].map((red) => expect.closeTo(red, -1) as unknown));
});

describe("no file is longer than its format allows", () => {
  const image = () => file({ width: 1536, height: 1, format: "jpeg" });

  test.each([
    ["jpeg", 65_500],
    ["webp", 16_383],
  ])("%s: a crop of a thin picture has at most %d pixels", async (outputFormat, longest) => {
    const { pixels } = await fit({ image: await image(), for: "stable-point-aware-3d", outputFormat });
    expect(pixels).toMatchObject({ format: outputFormat, height: 64 });
    expect(pixels.width).toBeLessThanOrEqual(longest);
    expect(pixels.width).toBeGreaterThan(longest - 64);
  });

  test.each([[16_383, []], [16_384, ["- outputFormat: a webp file has at most 16,383 pixels a side; choose png"]]])(
    "exactly %d pixels as WebP",
    async (exactWidth, problems) => {
      const props = { image: await image(), for: "stable-point-aware-3d", mode: "exact", exactWidth, exactHeight: 64, outputFormat: "webp" };
      if (problems.length > 0) expect(await refuse(props)).toStrictEqual(problems);
      else expect((await fit(props)).pixels).toMatchObject({ width: exactWidth, height: 64 });
    },
  );
});

test.each([
  [1024, 1, "attention", 1536, 640],
  [1024, 1, "centre", 1536, 640],
  [1, 3000, "attention", 640, 1536],
  [700, 2, "centre", 1536, 640],
])("of a picture of %dx%d only what is kept is enlarged: all of it would fill the memory (%s)", async (width, height, cropBy, x, y) => {
  const image = await file({ width, height });
  expect((await fit({ image, for: "image-to-image", cropBy })).pixels).toMatchObject({ width: x, height: y });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])("a thin picture that its EXIF turns (%d) is cut where it is shown", async (orientation) => {
  for (const format of ["jpeg", "webp"] as const) {
    const image = await file({ width: 1, height: 300, orientation, format });
    const { pixels, result } = await fit({ image, for: "image-to-image", cropBy: "centre" });
    expect(pixels).toMatchObject(orientation < 5 ? { width: 640, height: 1536 } : { width: 1536, height: 640 });
    expect(result.before).toMatchObject(orientation < 5 ? { width: 1, height: 300 } : { width: 300, height: 1 });
  }
});

test("all that is wrong is told at once, and nothing is saved", async () => {
  expect(await refuse({ image: "/none.png", for: "style", engineId: "x", exactWidth: 3, outputFormat: "" })).toStrictEqual([
    "- outputFormat: is empty; leave it out",
    "- image: there is no file \"/none.png\"",
    "- engineId: style has no engine; leave it out",
    "- exactWidth, exactHeight: they belong to the mode exact; leave them out, or choose that mode",
  ]);
  expect(await folder.files()).toStrictEqual([]);
});

test("other actions name it where they refuse a picture", async () => {
  const image = await file({ width: 60, height: 30 });
  for (const [action, props] of Object.entries({
    erase: { image, mask: image }, upscale: { image: await file({ width: 2000, height: 1000 }) }, "image-to-image": { initImage: image, prompt: "x" },
  })) {
    const { message } = await failAction(action, props);
    expect(message).toContain("use **Fit Image**");
  }
});
