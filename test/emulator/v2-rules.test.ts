/** v2: what each operation asks of pictures, and of fields that need each other. Whatever is taken ends with 402. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { control } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { formOf } from "../support/stability-api.ts";
import { plainWav } from "../support/sounds.ts";
import { leastRequests, postV2, v2ErrorOf, type Given, type V2Fields } from "../support/v2-requests.ts";

// The clock runs on with each look at it, so that the rate limit never bites.
let now = Date.parse("2026-01-01");
const emulator = useEmulator({ asOf: "any", now: () => (now += 1000) });

const key = "sk-emulator-v2-rules";
const given: Given = { image: Buffer.alloc(0), still: Buffer.alloc(0), song: plainWav({ seconds: 31 }) };
beforeAll(async () => {
  await control(emulator.url(), "PUT", "/credits", { key, credits: 0 });
  given.image = await png({ width: 64, height: 64 }, () => [9, 90, 90, 128]);
  given.still = await png({ width: 768, height: 768 }, plain(90));
});

const answer = async (path: string, fields: V2Fields) => v2ErrorOf(await postV2(emulator.url(), path, fields, { key }));

/** What every request has, with other values for some fields; `undefined` leaves one out. */
const whole = (path: string, fields: V2Fields) => {
  const least = leastRequests.find((one) => one.path === path);
  if (least === undefined) throw new Error(`the table has no ${path}`);
  return { ...least.fields(given), ...fields };
};

const taken = /^402 payment_required: /;

async function expectTaken(path: string, ...all: V2Fields[]) {
  for (const fields of all) expect(await answer(path, whole(path, fields))).toMatch(taken);
}

async function expectRefused(path: string, ...all: [fields: V2Fields, errors: string][]) {
  for (const [fields, errors] of all) expect(await answer(path, whole(path, fields))).toBe(`400 bad_request: ${errors}`);
}

/** Large ones are needed often, and take their time. */
const drawn = new Map<string, Promise<Buffer>>();

function picture(size: string, format: "png" | "jpeg" | "webp" | "gif" = "png"): Promise<Buffer> {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const known = drawn.get(size + format)
    ?? sharp({ create: { width, height, channels: 4, background: "#12345678" } }).toFormat(format).toBuffer();
  drawn.set(size + format, known);
  return known;
}

/** A PNG that says it is larger than it is: it is refused before anybody looks for its pixels. */
async function claiming(size: string): Promise<Buffer> {
  const [width = 0, height = 0] = size.split("x").map(Number);
  const bytes = Buffer.from(given.image);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  const { crc32 } = await import("node:zlib");
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

const stable = "/v2beta/stable-image";
const standardPixels = "total pixel count must be between 4,096 and 9,437,184";
const side64 = (side: string) => `${side} must be at least 64 pixels`;
const ratio = "aspect ratio must be between 1:2.5 and 2.5:1";

const standardSizes = {
  good: ["64x64", "3072x3072"],
  bad: { "63x66": side64("width"), "66x63": side64("height"), "3072x3073": standardPixels },
};
const ratioSizes = {
  good: [...standardSizes.good, "64x160", "160x64"],
  bad: { ...standardSizes.bad, "64x161": ratio, "161x64": ratio },
};
const megapixelSizes = {
  good: ["64x64", "1024x1024", "64x16384"],
  bad: { "63x66": side64("width"), "66x63": side64("height"), "1024x1025": "total pixel count must be between 4,096 and 1,048,576" },
};
const videoSizes = "must be one of 1024x576, 576x1024, 768x768 pixels";
const transferSide = (side: string) => `${side} must be between 64 and 16,383 pixels`;

interface Sizes {
  good: readonly string[];
  bad: Readonly<Record<string, string>>;
}

const sizes: readonly [path: string, field: string, sizes: Sizes, more?: (given: Given) => V2Fields][] = [
  [`${stable}/generate/sd3`, "image", { good: ["64x64", "64x10000"], bad: { "63x64": side64("width"), "64x63": side64("height") } },
    () => ({ mode: "image-to-image", strength: 1 })],
  [`${stable}/generate/ultra`, "image", {
    good: ["64x64", "64x16384", "16384x64"],
    bad: {
      "63x66": "width must be between 64 and 16,384 pixels",
      "64x16385": "height must be between 64 and 16,384 pixels",
    },
  }, () => ({ strength: 1 })],
  [`${stable}/upscale/fast`, "image", {
    good: ["32x32", "32x1536", "1536x682", "1024x1024"],
    bad: {
      "31x34": "width must be between 32 and 1,536 pixels",
      "34x31": "height must be between 32 and 1,536 pixels",
      "32x1537": "height must be between 32 and 1,536 pixels",
      "1024x1025": "total pixel count must be between 1,024 and 1,048,576",
    },
  }],
  [`${stable}/upscale/conservative`, "image", ratioSizes],
  [`${stable}/upscale/creative`, "image", megapixelSizes],
  ["/v2alpha/generation/stable-image/upscale", "image", megapixelSizes],
  [`${stable}/edit/erase`, "image", standardSizes],
  [`${stable}/edit/inpaint`, "image", standardSizes],
  ["/v2alpha/generation/stable-image/inpaint", "image", standardSizes],
  [`${stable}/edit/outpaint`, "image", ratioSizes],
  [`${stable}/edit/search-and-replace`, "image", ratioSizes],
  [`${stable}/edit/search-and-recolor`, "image", ratioSizes],
  [`${stable}/edit/remove-background`, "image", {
    good: ["64x64", "2048x2048"],
    bad: { "63x66": side64("width"), "2048x2049": "total pixel count must be between 4,096 and 4,194,304" },
  }],
  [`${stable}/edit/replace-background-and-relight`, "subject_image", ratioSizes],
  [`${stable}/edit/replace-background-and-relight`, "background_reference", standardSizes],
  [`${stable}/edit/replace-background-and-relight`, "light_reference", standardSizes],
  [`${stable}/control/sketch`, "image", ratioSizes],
  [`${stable}/control/structure`, "image", ratioSizes],
  [`${stable}/control/style`, "image", ratioSizes],
  [`${stable}/control/style-transfer`, "init_image", {
    good: ["64x64", "160x64", "3072x3072"],
    bad: { "63x66": transferSide("width"), "64x161": ratio, "3072x3073": standardPixels },
  }],
  [`${stable}/control/style-transfer`, "style_image", {
    good: ["64x64", "64x16383"],
    bad: { "63x66": transferSide("width"), "64x16384": transferSide("height"), "3072x3073": standardPixels },
  }],
  ["/v2beta/image-to-video", "image", { good: ["1024x576", "576x1024", "768x768"], bad: { "1024x575": videoSizes, "1024x1024": videoSizes } }],
  ["/v2alpha/generation/image-to-video", "image", { good: ["1024x576"], bad: { "768x769": videoSizes } }],
];

describe("sizes of pictures, each with the last that is taken and the first that is not", () => {
  test.each(sizes)("%s: %s", async (path, field, { good, bad }, more = () => ({})) => {
    for (const size of good) await expectTaken(path, { ...more(given), [field]: await picture(size) });
    for (const [size, error] of Object.entries(bad)) {
      await expectRefused(path, [{ ...more(given), [field]: await claiming(size) }, `${field}: ${error}`]);
    }
  });

  test("all that is wrong with a picture is said", async () => {
    await expectRefused(`${stable}/edit/outpaint`, [
      { image: await picture("63x64") }, `image: ${side64("width")}; image: ${standardPixels}`,
    ]);
  });
});

describe("formats", () => {
  const fast = `${stable}/upscale/fast`;

  test("are known by the bytes, whatever type and name say", async () => {
    for (const format of ["png", "jpeg", "webp"] as const) {
      const form = formOf({});
      form.append("image", new Blob([new Uint8Array(await picture("64x64", format))], { type: "text/plain" }), "picture.txt");
      expect(await v2ErrorOf(await postV2(emulator.url(), fast, form, { key }))).toMatch(taken);
    }
    await expectRefused(
      fast,
      [{ image: await picture("64x64", "gif") }, "image: must be one of png, jpeg, webp"],
      [{ image: Buffer.from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"/>") }, "image: must be one of png, jpeg, webp"],
      [{ image: Buffer.from("no picture") }, "image: must be one of png, jpeg, webp"],
      [{ image: Buffer.alloc(0) }, "image: must be one of png, jpeg, webp"],
      [{ image: "text" }, "image: must be one of png, jpeg, webp"],
    );
  });

  test("a film takes no WebP", async () => {
    await expectTaken("/v2beta/image-to-video", { image: await picture("768x768", "jpeg") });
    await expectRefused("/v2beta/image-to-video", [{ image: await picture("768x768", "webp") }, "image: must be one of jpeg, png"]);
  });

  test("a picture that is cut off is refused", async () => {
    const cut = (await png({ width: 64, height: 64 }, (x, y) => [x * y % 251, x ^ y, y])).subarray(0, 900);
    await expectRefused(fast, [{ image: cut }, "image: must be a whole picture"]);
  });

  test("background removal has no JPEG; sd3 has all three", async () => {
    const removal = `${stable}/edit/remove-background`;
    await expectTaken(removal, { output_format: "png" }, { output_format: "webp" });
    await expectRefused(removal, [{ output_format: "jpeg" }, "output_format: invalid enum value. Expected 'png' | 'webp', received 'jpeg'"]);
    await expectTaken(`${stable}/generate/sd3`, { output_format: "webp" });
  });
});

describe("masks", () => {
  const masked = [`${stable}/edit/erase`, `${stable}/edit/inpaint`, "/v2alpha/generation/stable-image/inpaint"];

  test.each(masked)("%s takes one of any size, or the alpha of the image", async (path) => {
    const opaque = await sharp(await picture("64x64")).removeAlpha().png().toBuffer();
    await expectTaken(path, {}, { image: opaque, mask: await picture("7x300") }, { image: opaque, mask: await picture("64x64", "webp") });
    await expectRefused(
      path,
      [{ image: opaque }, "mask: required, since the image has no alpha channel"],
      [{ image: opaque, mask: Buffer.from("x") }, "mask: must be one of png, jpeg, webp"],
    );
  });

  test.each([["erase", 20], ["inpaint", 100], ["search-and-replace", 20], ["search-and-recolor", 20]])("%s grows by at most %d", async (name, most) => {
    const path = `${stable}/edit/${name}`;
    await expectTaken(path, { grow_mask: 0 }, { grow_mask: most });
    await expectRefused(path, [{ grow_mask: most + 1 }, `grow_mask: number must be less than or equal to ${most}`], [{ grow_mask: -1 }, "grow_mask: number must be greater than or equal to 0"]);
  });
});

describe("sd3", () => {
  const path = `${stable}/generate/sd3`;
  const fromImage = () => ({ mode: "image-to-image", image: given.image, strength: 0.5 });

  test("from a prompt knows neither image nor strength", async () => {
    await expectTaken(path, { aspect_ratio: "16:9" }, { mode: "text-to-image" });
    await expectRefused(
      path,
      [{ image: given.image }, "image: is only valid for image-to-image requests"],
      [{ strength: 1 }, "strength: is only valid for image-to-image requests"],
    );
  });

  test("from an image needs both, and knows no aspect ratio", async () => {
    await expectTaken(path, fromImage(), { ...fromImage(), strength: 0 });
    await expectRefused(
      path,
      [{ ...fromImage(), image: undefined }, "image: required"],
      [{ ...fromImage(), strength: undefined }, "strength: required"],
      [{ ...fromImage(), strength: 1.01 }, "strength: number must be less than or equal to 1"],
      [{ ...fromImage(), aspect_ratio: "1:1" }, "aspect_ratio: is only valid for text-to-image requests"],
    );
  });

  test("takes the models of all times, and a CFG scale from 1 to 10", async () => {
    for (const model of ["sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash", "sd3-large", "sd3-large-turbo", "sd3-medium"]) {
      await expectTaken(path, { model });
    }
    expect(await answer(path, { prompt: "x", model: "sd4" })).toMatch(/^400 bad_request: model: invalid enum value. Expected 'sd3.5-large' \| .*, received 'sd4'$/);
    await expectTaken(path, { cfg_scale: 1 }, { cfg_scale: 10 });
    await expectRefused(path, [{ cfg_scale: 0.99 }, "cfg_scale: number must be greater than or equal to 1"], [{ cfg_scale: 10.01 }, "cfg_scale: number must be less than or equal to 10"]);
  });
});

test("ultra takes a strength with an image, and never one without the other", async () => {
  const path = `${stable}/generate/ultra`;
  await expectTaken(path, { image: given.image, strength: 0.5 }, { image: given.image, strength: 0, aspect_ratio: "21:9" });
  await expectRefused(
    path,
    [{ image: given.image }, "strength: required with image"],
    [{ strength: 0.5 }, "strength: is only valid with image"],
  );
});

test("outpaint needs one direction that is more than 0, and takes whole numbers up to 2000", async () => {
  const path = `${stable}/edit/outpaint`;
  const none = "left, right, up, down: at least one must be more than 0";
  for (const side of ["left", "right", "up", "down"]) {
    await expectTaken(path, { left: 0, [side]: 1 }, { left: 0, [side]: 2000 });
    await expectRefused(
      path,
      [{ left: undefined, [side]: 0 }, none],
      [{ [side]: 2001 }, `${side}: number must be less than or equal to 2000`],
      [{ left: 1, right: 1, [side]: -1 }, `${side}: number must be greater than or equal to 0`],
      [{ [side]: 0.5 }, `${side}: expected integer, received float`],
    );
  }
  await expectRefused(path, [{ left: undefined }, none]);
  await expectTaken(path, { creativity: 1, prompt: "" });
});

describe("relight", () => {
  const path = `${stable}/edit/replace-background-and-relight`;

  test("needs a prompt or a picture for the background", async () => {
    const { image } = given;
    await expectTaken(path, { background_reference: image });
    await expectTaken(path, { background_prompt: undefined, background_reference: image });
    await expectRefused(path, [{ background_prompt: undefined }, "background_prompt: required, unless there is a background_reference"]);
  });

  test("has a strength of a light only with a light", async () => {
    await expectTaken(path, { light_source_strength: 1, light_source_direction: "above" }, { light_source_strength: 0, light_reference: given.image });
    await expectTaken(path, { light_source_direction: "none" });
    await expectRefused(path, [
      { light_source_strength: 1, light_source_direction: "none" },
      "light_source_strength: requires light_reference or light_source_direction",
    ]);
    await expectRefused(path, [{ light_source_strength: 0.3 }, "light_source_strength: requires light_reference or light_source_direction"]);
  });

  test("says whether to keep the background in a word", async () => {
    for (const word of ["true", "false", "True", "False", "TRUE"]) await expectTaken(path, { keep_original_background: word });
    const expected = "keep_original_background: invalid enum value. Expected 'true' | 'false', received '1'";
    await expectRefused(path, [{ keep_original_background: "1" }, expected]);
  });
});

test("v2alpha's inpainting has a mode, and of the other mode no field", async () => {
  const path = "/v2alpha/generation/stable-image/inpaint";
  const search = { mode: "search", search_prompt: "glasses" };
  await expectTaken(path, search, { mask: given.image });
  await expectRefused(
    path,
    [{ mode: undefined }, "mode: required"],
    [{ mode: "find" }, "mode: invalid enum value. Expected 'search' | 'mask', received 'find'"],
    [{ mode: "search" }, "search_prompt: required"],
    [{ ...search, mask: given.image }, "mask: is only valid for the mode mask"],
    [{ search_prompt: "glasses" }, "search_prompt: is only valid for the mode search"],
  );
});

test("the words for finding may be empty, and have at most 10,000 characters", async () => {
  for (const [name, field] of [["search-and-replace", "search_prompt"], ["search-and-recolor", "select_prompt"]] as const) {
    const path = `${stable}/edit/${name}`;
    await expectTaken(path, { [field]: "" }, { [field]: "x".repeat(10_000) });
    await expectRefused(path, [{ [field]: undefined }, `${field}: required`], [{ [field]: "x".repeat(10_001) }, `${field}: string must contain at most 10000 character(s)`]);
  }
});
