/** Multipart requests: what is a field, what is a file, and what is refused. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { useEmulator } from "../support/emulator.ts";
import { gradient, png } from "../support/pictures.ts";
import {
  artifactsOf, asFile, authorization, errorOf, formOf, freshKey, sendForm, sendJson, smallEngine, type FormValue,
} from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const size = { width: 128, height: 128 };
let picture: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  picture = await png(size, gradient(size));
});

type Fields = Record<string, FormValue | undefined>;

const whole = (fields: Fields): Fields => ({ init_image: picture, "text_prompts[0][text]": "x", seed: 1, ...fields });
const send = (fields: Fields) => sendForm(emulator.url(), "image-to-image", whole(fields));
const error = async (fields: Fields) => errorOf(await send(fields));

describe("a field that is not known is refused by its name", () => {
  test.each([
    "prompt", "", "text_prompts", "text_prompts[0]", "text_prompts[0][wight]", "text_prompts[a][text]", "width", "height",
    "mask_image", "mask_source", "init_images", "options",
  ])("%j", async (name) => {
    expect(await error({ [name]: "1" })).toBe(`400 bad_request: unknown form field: ${name}`);
  });
});

test("a text with a filename is refused as v1 did, without its name", async () => {
  const form = formOf(whole({}));
  form.append("cfg_scale", new Blob(["7"], { type: "text/plain" }), "cfg_scale.txt");
  expect(await errorOf(await sendForm(emulator.url(), "image-to-image", form))).toBe("400 bad_request: unknown form field: ");
});

test("a file needs no filename, as the official samples in Go send it", async () => {
  const head = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`;
  const response = await fetch(`${emulator.url()}/v1/generation/${smallEngine}/image-to-image`, {
    method: "POST",
    headers: { ...authorization(freshKey()), "Content-Type": "multipart/form-data; boundary=b" },
    body: Buffer.concat([
      Buffer.from(head("init_image")), picture,
      Buffer.from(`\r\n${head("text_prompts[0][text]")}x\r\n--b--\r\n`),
    ]),
  });
  expect(await artifactsOf(response)).toHaveLength(1);
});

describe("numbers are read from text", () => {
  test.each<[string, string[], string[]]>([
    ["cfg_scale", ["0", "35", "7.5", "1e1"], ["-0.1", "35.1", "seven", "", "NaN", "Infinity", "1,5"]],
    ["steps", ["10", "150"], ["9", "151", "30.0", "30.5", "1e2", "thirty"]],
    ["samples", ["1"], ["0", "11", "1.5"]],
    ["seed", ["0", "4294967295"], ["-1", "4294967296", "0x1"]],
    ["image_strength", ["0", "1", "0.5"], ["-0.01", "1.01"]],
    ["step_schedule_start", ["0", "1"], ["-0.01", "1.01"]],
    ["step_schedule_end", ["0", "1"], ["-0.01", "1.01"]],
    ["text_prompts[0][weight]", ["-1.5", "0", "2"], ["heavy", ""]],
    ["extras", ["{}", "{\"a\": 1}"], ["a", "[]", "1"]],
    ["init_image_mode", ["IMAGE_STRENGTH", "STEP_SCHEDULE"], ["image_strength", ""]],
    ["clip_guidance_preset", ["NONE", "SLOWEST"], ["none"]],
    ["sampler", ["DDIM", "K_LMS"], ["K_DPM"]],
    ["style_preset", ["3d-model", "tile-texture"], ["none"]],
  ])("%s", async (name, taken, refused) => {
    for (const text of taken) expect((await send({ [name]: text })).status).toBe(200);
    for (const text of refused) expect(await error({ [name]: text })).toMatch(/^400 bad_request: /);
  });
});

test("prompts are tied by their index, in any order and with gaps; the last of two counts", async () => {
  const draw = async (prompts: Fields) => (await artifactsOf(await send({ "text_prompts[0][text]": undefined, ...prompts })))[0];
  const usual = { "text_prompts[0][text]": "a", "text_prompts[0][weight]": 1, "text_prompts[1][text]": "b" };
  const mixed = { "text_prompts[7][text]": "b", "text_prompts[3][weight]": 1, "text_prompts[3][text]": "a" };
  expect(await draw(mixed)).toStrictEqual(await draw(usual));
  expect(await draw({ ...usual, "text_prompts[1][text]": "c" })).not.toStrictEqual(await draw(usual));

  const twice = formOf(whole({ "text_prompts[0][text]": "a", "text_prompts[1][text]": "c" }));
  twice.append("text_prompts[1][text]", "b");
  const [artifact] = await artifactsOf(await sendForm(emulator.url(), "image-to-image", twice));
  expect(artifact).toStrictEqual(await draw({ "text_prompts[0][text]": "a", "text_prompts[1][text]": "b" }));
});

test("what is missing is named", async () => {
  expect(await error({ init_image: undefined })).toBe("400 bad_request: init_image: is required");
  expect(await error({ "text_prompts[0][text]": undefined })).toBe("400 bad_request: text_prompts: is required");
  expect(await error({ "text_prompts[1][weight]": 1 })).toBe("400 bad_request: text_prompts.1.text: is required");
  expect(await error({ "text_prompts[0][text]": "x".repeat(2001) })).toMatch("at most 2000 characters");
  expect((await send({ "text_prompts[0][text]": "x".repeat(2000) })).status).toBe(200);
});

describe("a picture is known by its bytes, whatever its type says", () => {
  test("PNG of all kinds, and JPEG, are taken", async () => {
    const of = (bytes: Buffer) => sharp(bytes);
    for (const bytes of [
      await of(picture).jpeg().toBuffer(),
      await of(picture).greyscale().png().toBuffer(),
      await of(picture).png({ palette: true }).toBuffer(),
      await of(picture).toColorspace("rgb16").png().toBuffer(),
    ]) {
      const form = formOf(whole({ init_image: undefined }));
      form.append("init_image", asFile(bytes, "text/plain"), "picture.txt");
      const response = await sendForm(emulator.url(), "image-to-image", form);
      expect(await artifactsOf(response)).toHaveLength(1);
    }
  });

  test("GIF, WebP, text and HTML are not", async () => {
    for (const bytes of [
      await sharp(picture).gif().toBuffer(), await sharp(picture).webp().toBuffer(), Buffer.from("x"), Buffer.from("<html>"),
    ]) {
      expect(await error({ init_image: bytes })).toMatch(/^400 invalid_mime_type: /);
    }
  });

  test("an empty file and one that is too large have the wrong size; one that is cut off cannot be read", async () => {
    expect(await error({ init_image: Buffer.alloc(0) })).toMatch(/^400 invalid_file_size: /);
    // What follows the end of a PNG is ignored by everybody.
    const padded = (bytes: number) => Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
    expect((await send({ init_image: padded(24 * 1024 * 1024) })).status).toBe(200);
    expect(await error({ init_image: padded(24 * 1024 * 1024 + 1) })).toMatch(/^400 invalid_file_size: /);
    expect(await error({ init_image: picture.subarray(0, picture.length / 2) }))
      .toBe("400 bad_request: init_image: is not a picture that can be read");
  });
});

test("a form where JSON belongs, JSON where a form belongs, and a broken form are bad requests", async () => {
  expect(await errorOf(await sendForm(emulator.url(), "text-to-image", { "text_prompts[0][text]": "x" })))
    .toBe("400 bad_request: content-type: must be application/json");
  expect(await errorOf(await sendJson(emulator.url(), "image-to-image", {})))
    .toBe("400 bad_request: content-type: must be multipart/form-data");
  const broken = await fetch(`${emulator.url()}/v1/generation/${smallEngine}/image-to-image`, {
    method: "POST",
    headers: { ...authorization(freshKey()), "Content-Type": "multipart/form-data; boundary=b" },
    body: "--b\r\nContent-Disposition: form-data; name=\"seed\"\r\n\r\n1",
  });
  expect(await errorOf(broken)).toBe("400 bad_request: body: is not a whole form");
});
