/** v2: what comes back, in which size, and what of the given pictures is in it. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { control } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { detail, difference, gradient, pixelsOf, plain, png } from "../support/pictures.ts";
import { bytesOf, postV2, type V2Fields } from "../support/v2-requests.ts";

const emulator = useEmulator({ asOf: "any" });

const key = "sk-emulator-v2-pictures";
const size = { width: 128, height: 96 };
let image: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  await control(emulator.url(), "PUT", "/credits", { key, credits: 10_000 });
  image = await png(size, gradient(size));
});

const send = (path: string, fields: V2Fields) => postV2(emulator.url(), path, fields, { key });
const drawn = async (path: string, fields: V2Fields) => bytesOf(await send(path, fields));
const sizeOf = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  return `${width}x${height}`;
};

describe("sizes", () => {
  test.each([
    ["21:9", "1536x640", "2304x960", "1564x670"], ["16:9", "1344x768", "2016x1152", "1365x768"],
    ["3:2", "1216x832", "1824x1248", "1254x836"], ["5:4", "1088x896", "1632x1344", "1144x915"],
    ["1:1", "1024x1024", "1536x1536", "1024x1024"], ["4:5", "896x1088", "1344x1632", "915x1144"],
    ["2:3", "832x1216", "1248x1824", "836x1254"], ["9:16", "768x1344", "1152x2016", "768x1365"],
    ["9:21", "640x1536", "960x2304", "670x1564"],
  ])("%s is %s for ultra, %s for core and %s for style", async (aspect_ratio, ultra, core, style) => {
    const fields = { prompt: "x", aspect_ratio, output_format: "jpeg" };
    expect(await sizeOf(await drawn("generate/ultra", fields))).toBe(ultra);
    expect(await sizeOf(await drawn("generate/core", fields))).toBe(core);
    expect(await sizeOf(await drawn("control/style", { ...fields, image }))).toBe(style);
  });

  test("are those of 1:1 where no ratio is asked, in sd3 and style too", async () => {
    const fields = { prompt: "x", output_format: "jpeg" };
    expect(await sizeOf(await drawn("generate/core", fields))).toBe("1536x1536");
    expect(await sizeOf(await drawn("generate/sd3", fields))).toBe("1024x1024");
    expect(await sizeOf(await drawn("generate/sd3", { ...fields, aspect_ratio: "9:21" }))).toBe("640x1536");
    expect(await sizeOf(await drawn("control/style", { ...fields, image }))).toBe("1024x1024");
  });

  test("from an image are one megapixel in its ratio, or what ultra is asked for", async () => {
    const fields = { prompt: "x", image, strength: 0.5, output_format: "jpeg" };
    const megapixel = "1182x887";
    expect(await sizeOf(await drawn("generate/sd3", { ...fields, mode: "image-to-image" }))).toBe(megapixel);
    expect(await sizeOf(await drawn("generate/ultra", fields))).toBe(megapixel);
    expect(await sizeOf(await drawn("generate/ultra", { ...fields, aspect_ratio: "21:9" }))).toBe("1536x640");
    const transfer = { init_image: image, style_image: image, output_format: "jpeg" };
    expect(await sizeOf(await drawn("control/style-transfer", transfer))).toBe(megapixel);
  });

  test("fast upscaling is four times the sides", async () => {
    expect(await sizeOf(await drawn("upscale/fast", { image }))).toBe("512x384");
  });

  test("conservative upscaling has as many pixels as 3112x3112, in the ratio of the sides", async () => {
    expect(await sizeOf(await drawn("upscale/conservative", { image, prompt: "x", output_format: "jpeg" }))).toBe("3593x2695");
  });

  test.each(["edit/erase", "edit/inpaint", "edit/search-and-replace", "edit/search-and-recolor", "control/sketch", "control/structure", "edit/remove-background"])("%s keeps the size", async (path) => {
    const fields = {
      "edit/erase": { mask: image },
      "edit/inpaint": { prompt: "x", mask: image },
      "edit/search-and-replace": { prompt: "x", search_prompt: "y" },
      "edit/search-and-recolor": { prompt: "x", select_prompt: "y" },
      "control/sketch": { prompt: "x" },
      "control/structure": { prompt: "x" },
    }[path];
    expect(await sizeOf(await drawn(path, { image, ...fields }))).toBe("128x96");
  });

  test("of more than four megapixels become four when edited", async () => {
    const of = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 4, background: "#12345600" } }).png().toBuffer();
    const erased = async (large: Buffer) => sizeOf(await drawn("edit/erase", { image: large, grow_mask: 0, output_format: "jpeg" }));
    expect(await erased(await of(4200, 1024))).toBe("4148x1011");
  });

  test("outpainting adds exactly what is asked, and keeps what was there", async () => {
    const bytes = await drawn("edit/outpaint", { image, left: 10, right: 20, up: 30, down: 40, prompt: "x" });
    expect(await sizeOf(bytes)).toBe("158x166");
    const inside = await sharp(bytes).extract({ left: 10, top: 30, ...size }).png().toBuffer();
    expect(await difference(inside, image)).toBeLessThan(3);
  });
});

describe("strength", () => {
  test.each([["generate/sd3", { mode: "image-to-image" }], ["generate/ultra", {}]])("of %s: 0 gives the image, 1 nothing of it", async (path, more) => {
    const of = (strength: number, other = image) =>
      drawn(path, { prompt: "x", image: other, strength, seed: 7, output_format: "jpeg", ...more });
    const enlarged = await sharp(image).resize(1182, 887, { fit: "fill" }).png().toBuffer();
    expect(await difference(await of(0), enlarged)).toBeLessThan(2);
    expect(await of(1)).toStrictEqual(await of(1, await png(size, plain(0))));
  });
});

describe("masks", () => {
  const isLeft = (pixel: number) => pixel % size.width < 48;
  const isRight = (pixel: number) => pixel % size.width >= 80;
  /** White on the right. */
  const maskOf = (width: number) => png({ width, height: 20 }, (x) => plain(x < width / 2 ? 0 : 255)(x, 0));
  const paths: readonly [path: string, fields: V2Fields][] = [
    ["edit/erase", { grow_mask: 0 }],
    ["edit/inpaint", { prompt: "x", grow_mask: 0 }],
    ["/v2alpha/generation/stable-image/inpaint", { prompt: "x", mode: "mask" }],
  ];

  test.each(paths)("%s changes what is white, in whatever size it comes, and nothing that is black", async (path, fields) => {
    for (const width of [64, 128, 300]) {
      const bytes = await drawn(path, { image, mask: await maskOf(width), seed: 7, ...fields });
      expect(await difference(bytes, image, isLeft)).toBe(0);
      expect(await difference(bytes, image, isRight)).toBeGreaterThan(5);
    }
  });

  test.each(paths)("%s changes what is transparent, unless there is a mask", async (path, fields) => {
    const transparent = await png(size, (x, y) => {
      const [red, green, blue] = gradient(size)(x, y);
      return [red, green, blue, x < 64 ? 0 : 255];
    });
    const byAlpha = await drawn(path, { image: transparent, seed: 7, ...fields });
    expect(await difference(byAlpha, image, isRight)).toBe(0);
    expect(await difference(byAlpha, image, isLeft)).toBeGreaterThan(5);
    const byMask = await drawn(path, { image: transparent, mask: await maskOf(128), seed: 7, ...fields });
    expect(await difference(byMask, image, isLeft)).toBe(0);
    expect(await difference(byMask, image, isRight)).toBeGreaterThan(5);
  });

  test("grow", async () => {
    const mask = await maskOf(128);
    const beside = (pixel: number) => pixel % size.width >= 56 && pixel % size.width < 64;
    const change = async (grow_mask: number) =>
      difference(await drawn("edit/inpaint", { image, mask, prompt: "x", seed: 7, grow_mask }), image, beside);
    expect(await change(0)).toBe(0);
    expect(await change(10)).toBeGreaterThan(1);
  });
});

test.each<[string, V2Fields, string]>([
  ["edit/search-and-replace", { prompt: "x" }, "search_prompt"],
  ["edit/search-and-recolor", { prompt: "x" }, "select_prompt"],
  ["/v2alpha/generation/stable-image/inpaint", { prompt: "x", mode: "search" }, "search_prompt"],
])("%s changes what is found, and not all", async (path, fields, name) => {
  const bytes = await drawn(path, { image, ...fields, seed: 7, [name]: "a dog" });
  const [before, after] = [await pixelsOf(image), await pixelsOf(bytes)];
  const changed = before.filter((value, at) => value !== after[at]).length / before.length;
  expect(changed).toBeGreaterThan(0.01);
  expect(changed).toBeLessThan(0.95);
});

test.each(["png", "webp"])("the removed background is transparent in %s", async (output_format) => {
  const bytes = await drawn("edit/remove-background", { image, output_format });
  expect(await sharp(bytes).metadata()).toMatchObject({ format: output_format, hasAlpha: true });
  expect((await sharp(bytes).stats()).isOpaque).toBe(false);
});

test("the same seed gives the same picture, 0 and none another each time", async () => {
  const ask = (seed?: number) => send("control/sketch", { image, prompt: "x", seed });
  const seedOf = async (response: Promise<Response>) => (await response).headers.get("seed");
  expect(await bytesOf(await ask(7))).toStrictEqual(await bytesOf(await ask(7)));
  expect(await seedOf(ask(7))).toBe("7");
  const random = new Set([await seedOf(ask(0)), await seedOf(ask(0)), await seedOf(ask())]);
  expect(random.size).toBe(3);
  expect(random).not.toContain("0");
});

test.each(["nsfw", "a field of Gore"])("%j comes back blurred, with 200, and says so", async (prompt) => {
  const board = await png(size, (x, y) => plain((x >> 2) + (y >> 2) & 1 ? 255 : 0)(x, y));
  const fields = { image: board, prompt, control_strength: 1, seed: 7 };
  const response = await send("control/structure", fields);
  expect([response.status, response.headers.get("finish-reason")]).toStrictEqual([200, "CONTENT_FILTERED"]);
  const blurred = await bytesOf(response);
  expect(await sizeOf(blurred)).toBe("128x96");
  const clear = await drawn("control/structure", { ...fields, prompt: "x" });
  expect(await detail(blurred)).toBeLessThan(await detail(clear) / 2);

  const json = await postV2(emulator.url(), "control/structure", fields, { key, accept: "application/json" });
  expect(await json.json()).toMatchObject({ finish_reason: "CONTENT_FILTERED" });
});

test("a word that is to be kept out of the picture does not filter it", async () => {
  const response = await send("control/structure", { image, prompt: "x", negative_prompt: "gore" });
  expect(response.headers.get("finish-reason")).toBe("SUCCESS");
});
