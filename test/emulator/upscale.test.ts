/** upscale: the same picture, larger, at exactly the size asked. */
import { beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { difference, gradient, plain, png } from "../support/pictures.ts";
import { errorOf, pictureOf, sendForm, type FormValue, type Sending } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const esrgan = "esrgan-v1-x2plus";
const latent = "stable-diffusion-x4-latent-upscaler";
const size = { width: 300, height: 200 };
let image: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  image = await png(size, gradient(size));
});

type Fields = Record<string, FormValue | undefined>;

const send = (fields: Fields, sending: Sending = {}) =>
  sendForm(emulator.url(), "image-to-image/upscale", { image, ...fields }, { engine: esrgan, ...sending });
const error = async (fields: Fields, sending?: Sending) => errorOf(await send(fields, sending));

test.each([
  ["twice as large if no side is asked", esrgan, {}, 600, 400],
  ["as wide as asked", esrgan, { width: 1024 }, 1024, 683],
  ["as high as asked", esrgan, { height: 1024 }, 1536, 1024],
  ["as narrow as 512", esrgan, { width: 512 }, 512, 341],
  ["twice as large by the latent upscaler too", latent, {}, 600, 400],
  ["as wide as asked by the latent upscaler", latent, { width: 1200 }, 1200, 800],
])("%s, and the picture is kept", async (_name, engine, fields, width, height) => {
  const picture = await pictureOf(await send(fields, { engine }));
  expect(await sharp(picture).metadata()).toMatchObject({ format: "png", width, height });
  const small = await sharp(picture).resize(size.width, size.height, { fit: "fill" }).png().toBuffer();
  expect(await difference(small, image)).toBeLessThan(1.5);
});

test("as PNG it comes with its headers", async () => {
  const response = await send({}, { accept: "image/png" });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "finish-reason": "SUCCESS",
    seed: expect.stringMatching(/^\d+$/) as unknown,
  });
});

test("4,194,304 pixels are the most", async () => {
  const square = await png({ width: 1024, height: 1024 }, plain(90));
  expect((await send({ image: square })).status).toBe(200);
  expect((await send({ image: square, width: 2048 })).status).toBe(200);
  const tooMany = "400 invalid_pixel_count: The requested image would exceed the maximum pixel count of 4,194,304";
  expect(await error({ image: square, width: 2049 })).toBe(tooMany);
  expect(await error({ image: await png({ width: 1024, height: 1025 }, plain(90)) })).toBe(tooMany);
});

test("one side at most, of at least 512 pixels", async () => {
  expect(await error({ width: 1024, height: 1024 })).toMatch(/^400 bad_request: height: /);
  expect(await error({ width: 511 })).toMatch(/^400 bad_request: width: /);
  expect(await error({ height: 511 })).toMatch(/^400 bad_request: height: /);
  expect(await error({ width: "1024.5" })).toMatch(/^400 bad_request: width: /);
});

test("the picture is required, and must be one", async () => {
  expect(await error({ image: undefined })).toBe("400 bad_request: image: is required");
  expect(await error({ image: Buffer.from("no picture") })).toMatch(/^400 invalid_mime_type: /);
  expect(await error({ image: Buffer.alloc(0) })).toMatch(/^400 invalid_file_size: /);
});

test("only the latent upscaler takes prompts, a seed, steps and a CFG scale", async () => {
  const prompted = { "text_prompts[0][text]": "A dog", "text_prompts[0][weight]": 1, seed: 5, steps: 20, cfg_scale: 7 };
  const response = await send(prompted, { engine: latent, accept: "image/png" });
  expect(response.headers.get("seed")).toBe("5");
  for (const [name, value] of Object.entries(prompted)) {
    expect(await error({ [name]: value })).toBe(`400 bad_request: unknown form field: ${name}`);
  }
  expect(await error({ steps: 151 }, { engine: latent })).toMatch(/^400 bad_request: steps: /);
  expect(await error({ samples: 1 }, { engine: latent })).toBe("400 bad_request: unknown form field: samples");
});

test("other engines do not upscale", async () => {
  expect(await error({}, { engine: "stable-diffusion-xl-1024-v1-0" }))
    .toBe("400 bad_request: engine_id: this engine does not upscale");
});

test("the engine goes on 2024-10-11, and the route with the document of 2025-01-02", async () => {
  const answer = async (asOf: string) => {
    const { url } = await startEmulator({ asOf });
    const response = await sendForm(url, "image-to-image/upscale", { image }, { engine: esrgan });
    return response.ok ? response.status : errorOf(response);
  };
  expect(await answer("2024-10-10")).toBe(200);
  expect(await answer("2024-10-11")).toBe("404 not_found: The specified engine (ID esrgan-v1-x2plus) was not found.");
  expect(await answer("2025-01-01")).toMatch("The specified engine");
  expect(await answer("2025-01-02")).toBe("404 not_found: The requested resource was not found");
});
