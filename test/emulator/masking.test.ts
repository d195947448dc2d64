/** masking: draws where the mask says, and nowhere else. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { useEmulator } from "../support/emulator.ts";
import { difference, gradient, pixelsOf, plain, png } from "../support/pictures.ts";
import { errorOf, pictureOf, sendForm, type FormValue } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const size = { width: 192, height: 128 };
const isLeft = (pixel: number) => pixel % size.width < 64;
const isMiddle = (pixel: number) => pixel % size.width >= 64 && pixel % size.width < 128;
const isRight = (pixel: number) => pixel % size.width >= 128;

let init: Buffer = Buffer.alloc(0);
/** Black on the left, grey in the middle, white on the right. */
let mask: Buffer = Buffer.alloc(0);
let transparent: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  const third = (x: number) => Math.floor(x / 64);
  const grey = (x: number) => [0, 128, 255][third(x)] ?? 0;
  init = await png(size, gradient(size));
  mask = await png(size, (x) => [grey(x), grey(x), grey(x)]);
  transparent = await png(size, (x, y) => {
    const [red, green, blue] = gradient(size)(x, y);
    return [red, green, blue, 255 - grey(x)];
  });
});

type Fields = Record<string, FormValue | undefined>;

const send = (fields: Fields) => sendForm(emulator.url(), "image-to-image/masking", {
  init_image: init,
  mask_image: mask,
  mask_source: "MASK_IMAGE_WHITE",
  "text_prompts[0][text]": "A lighthouse",
  seed: 1,
  ...fields,
});
const drawn = async (fields: Fields) => pictureOf(await send(fields));
const error = async (fields: Fields) => errorOf(await send(fields));

/** The bytes of the pixels that are looked at. */
async function part(bytes: Buffer, looksAt: (pixel: number) => boolean) {
  return (await pixelsOf(bytes)).filter((_value, at) => looksAt(Math.floor(at / 3)));
}

describe("not one pixel changes outside the mask, all change inside, and grey changes in proportion", () => {
  test.each([
    ["MASK_IMAGE_WHITE", isLeft, isRight],
    ["MASK_IMAGE_BLACK", isRight, isLeft],
    ["INIT_IMAGE_ALPHA", isLeft, isRight],
  ])("%s", async (source, isOutside, isInside) => {
    const isAlpha = source === "INIT_IMAGE_ALPHA";
    const image = isAlpha ? { init_image: transparent, mask_image: undefined } : {};
    const picture = await drawn({ mask_source: source, ...image });
    // Where all is masked, the picture is what would be drawn without the image.
    const full = await drawn({ mask_image: await png(size, plain(255)) });

    expect(await part(picture, isOutside)).toStrictEqual(await part(init, isOutside));
    expect(await part(picture, isInside)).toStrictEqual(await part(full, isInside));
    expect(await difference(picture, init, isInside)).toBeGreaterThan(20);
    const half = await difference(picture, init, isMiddle) / await difference(full, init, isMiddle);
    expect(half).toBeGreaterThan(0.48);
    expect(half).toBeLessThan(0.52);
  });
});

test("an empty mask leaves everything, even where the mark would be", async () => {
  expect(await pixelsOf(await drawn({ mask_image: await png(size, plain(0)) }))).toStrictEqual(await pixelsOf(init));
  expect(await pixelsOf(await drawn({ mask_source: "MASK_IMAGE_BLACK", mask_image: await png(size, plain(255)) })))
    .toStrictEqual(await pixelsOf(init));
  expect(await pixelsOf(await drawn({ mask_source: "INIT_IMAGE_ALPHA" }))).toStrictEqual(await pixelsOf(init));
});

test("a mask image beside INIT_IMAGE_ALPHA is not looked at, not even at its size", async () => {
  const alpha = { mask_source: "INIT_IMAGE_ALPHA", init_image: transparent };
  const other = await png({ width: 64, height: 64 }, plain(255));
  expect(await drawn({ ...alpha, mask_image: other })).toStrictEqual(await drawn({ ...alpha, mask_image: undefined }));
});

test("masks that are missing, of another size, or no pictures are refused", async () => {
  for (const source of ["MASK_IMAGE_WHITE", "MASK_IMAGE_BLACK"]) {
    expect(await error({ mask_source: source, mask_image: undefined })).toMatch(/^400 invalid_mask_image: /);
  }
  for (const [width, height] of [[193, 128], [192, 127], [128, 192]] as const) {
    const other = await png({ width, height }, plain(0));
    expect(await error({ mask_image: other })).toMatch(/^400 invalid_image_dimensions: /);
  }
  expect(await error({ mask_image: Buffer.from("no picture") })).toMatch(/^400 invalid_mime_type: /);
  expect(await error({ mask_image: Buffer.alloc(0) })).toMatch(/^400 invalid_file_size: /);
});

test("a source is required and one of three; strength and schedule belong to image-to-image", async () => {
  expect(await error({ mask_source: undefined })).toBe("400 bad_request: mask_source: is required");
  expect(await error({ mask_source: "MASK_IMAGE" })).toMatch(/^400 bad_request: mask_source: /);
  expect(await error({ init_image: undefined })).toBe("400 bad_request: init_image: is required");
  for (const name of ["image_strength", "init_image_mode", "step_schedule_start", "step_schedule_end"]) {
    expect(await error({ [name]: 1 })).toBe(`400 bad_request: unknown form field: ${name}`);
  }
});
