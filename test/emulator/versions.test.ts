/** What v1beta and v1alpha do otherwise than v1. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { difference, gradient, png } from "../support/pictures.ts";
import {
  artifactsOf, authorization, errorOf, get, optionsForm, pictureOf, sendForm, sendJson,
} from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const size = { width: 192, height: 128 };
let init: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  init = await png(size, gradient(size));
});

const prompts = [{ text: "A lighthouse", weight: 1 }];

describe("v1beta", () => {
  const version = "v1beta";
  const send = (fields: Record<string, string | number | Buffer>, operation = "image-to-image") =>
    sendForm(emulator.url(), operation, { init_image: init, "text_prompts[0][text]": "x", seed: 1, ...fields }, { version });

  test("takes width and height with an image, and draws as large", async () => {
    for (const operation of ["image-to-image", "image-to-image/masking"]) {
      const source = operation === "image-to-image" ? {} : { mask_source: "INIT_IMAGE_ALPHA" };
      const picture = await pictureOf(await send({ ...source, width: 256, height: 192 }, operation));
      expect(await sharp(picture).metadata()).toMatchObject({ width: 256, height: 192 });
      const refused = await send({ ...source, width: 130 }, operation);
      expect(await errorOf(refused)).toMatch(/^400 invalid_height_or_width: /);
    }
  });

  test("draws as large as the image if no size is given, and one side may be", async () => {
    const sizeOf = async (fields: Record<string, number>) => sharp(await pictureOf(await send(fields))).metadata();
    expect(await sizeOf({})).toMatchObject(size);
    expect(await sizeOf({ width: 256 })).toMatchObject({ width: 256, height: 128 });
  });

  test("has neither styles nor extras, nor v1's upscale", async () => {
    expect(await errorOf(await send({ style_preset: "anime" }))).toBe("400 bad_request: unknown form field: style_preset");
    expect(await errorOf(await send({ extras: "{}" }))).toBe("400 bad_request: unknown form field: extras");
    const styled = sendJson(emulator.url(), "text-to-image", { text_prompts: prompts, style_preset: "anime" }, { version });
    expect(await errorOf(await styled))
      .toBe("400 bad_request: style_preset: is not a known field");
    const upscaled = sendForm(emulator.url(), "image-to-image/upscale", { image: init }, { version });
    expect(await errorOf(await upscaled)).toMatch(/^404 /);
  });

  test("wraps the engines", async () => {
    const { body } = await get(emulator.url(), "/v1beta/engines/list");
    expect(Object.keys(body)).toStrictEqual(["engines"]);
    expect(body["engines"]).toHaveLength(11);
  });
});

describe("v1alpha", () => {
  const version = "v1alpha";
  const send = (given: object, files: Record<string, Buffer> = { init_image: init }, operation = "image-to-image") => {
    const options = { text_prompts: prompts, seed: 1, ...given };
    return sendForm(emulator.url(), operation, optionsForm(options, files), { version });
  };

  async function error(response: Promise<Response>) {
    const { status, body } = await response.then(async (answer) => ({
      status: answer.status, body: await answer.json() as Record<string, unknown>,
    }));
    expect(Object.keys(body)).toStrictEqual(["name", "id", "message", "temporary", "timeout", "fault"]);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[\w-]{8}$/) as unknown,
      temporary: false,
      timeout: false,
      fault: status === 500,
    });
    return `${status} ${String(body["name"])}: ${String(body["message"])}`;
  }

  test("takes the key as it is, and after Bearer", async () => {
    for (const version of ["v1", "v1alpha"] as const) {
      expect((await get(emulator.url(), "/v1alpha/user/balance", authorization("sk-emulator-raw", version))).body)
        .toStrictEqual({ credits: 25 });
    }
    const wrong = fetch(`${emulator.url()}/v1alpha/user/balance`, { headers: { Authorization: "sk-real" } });
    expect(await error(wrong)).toMatch(/^401 unauthorized: Incorrect API key provided: /);
    expect(await error(fetch(`${emulator.url()}/v1alpha/user/balance`))).toBe("401 unauthorized: missing authorization header");
  });

  test("has the same account behind the same key", async () => {
    const account = async (of: "v1" | "v1alpha") =>
      (await get(emulator.url(), `/${of}/user/account`, authorization("sk-emulator-raw", of))).body;
    expect(await account("v1alpha")).toStrictEqual(await account("v1"));
    expect((await get(emulator.url(), "/v1alpha/engines/list", authorization("sk-emulator-raw", version))).body)
      .toHaveProperty("engines");
  });

  test("reads all fields from the part options", async () => {
    const picture = await pictureOf(await send({ step_schedule_start: 0, width: 256, height: 192 }));
    expect(await sharp(picture).metadata()).toMatchObject({ width: 256, height: 192 });
    expect(await difference(await pictureOf(await send({ step_schedule_start: 0 })), init)).toBeLessThan(1);
    expect(await difference(await pictureOf(await send({ step_schedule_start: 1 })), init)).toBeGreaterThan(30);
    expect(await artifactsOf(await send({ samples: 2 }))).toHaveLength(2);
  });

  test("refuses other parts, options that are none, and fields that it does not have", async () => {
    expect(await error(sendForm(emulator.url(), "image-to-image", { init_image: init }, { version }))).toBe("400 bad_request: options: is required");
    const withText = (text: string) => error(sendForm(emulator.url(), "image-to-image", { init_image: init, options: text }, { version }));
    expect(await withText("{")).toBe("400 bad_request: options: must be JSON");
    expect(await withText("[]")).toMatch("400 bad_request: body: ");
    expect(await withText("null")).toMatch("400 bad_request: body: ");
    expect(await error(sendForm(emulator.url(), "image-to-image", { ...optionsForm({}, { init_image: init }), seed: 1 }, { version })))
      .toBe("400 bad_request: unknown form field: seed");
    for (const name of ["style_preset", "extras", "init_image_mode", "image_strength", "mask_source", "init_image"]) {
      expect(await error(send({ [name]: 1 }))).toBe(`400 bad_request: ${name}: is not a known field`);
    }
    expect(await error(send({ seed: "1" }))).toMatch("400 bad_request: seed: ");
    expect(await error(send({}, {}))).toBe("400 bad_request: init_image: is required");
  });

  test("has seeds of 32 bits, whatever its document says", async () => {
    const seeds = (await artifactsOf(await send({ seed: 4_294_967_295, samples: 2 }))).map(({ seed }) => seed);
    expect(seeds).toStrictEqual([4_294_967_295, 0]);
    expect(await error(send({ seed: 4_294_967_296 }))).toMatch("400 bad_request: seed: ");
    const text = (seed: number) => sendJson(emulator.url(), "text-to-image", { text_prompts: prompts, ...size, seed }, { version });
    expect((await text(4_294_967_295)).status).toBe(200);
    expect(await error(text(4_294_967_296))).toMatch("400 bad_request: seed: ");
  });

  test("cannot know an image of another format, and calls that a fault of its own", async () => {
    for (const init_image of [Buffer.from("no picture"), await sharp(init).webp().toBuffer()]) {
      expect(await error(send({}, { init_image }))).toBe("500 fault: image: unknown format");
    }
  });

  test("masks, and lets a schedule keep some of what is masked", async () => {
    const white = await png(size, () => [255, 255, 255]);
    const masked = async (start: number) => pictureOf(await send(
      { mask_source: "MASK_IMAGE_WHITE", step_schedule_start: start },
      { init_image: init, mask_image: white },
      "image-to-image/masking",
    ));
    expect(await difference(await masked(0), init)).toBeLessThan(1);
    expect(await difference(await masked(0.5), init) / await difference(await masked(1), init)).toBeCloseTo(0.5, 1);
    expect(await error(send({ mask_source: "MASK_IMAGE_WHITE" }, { init_image: init }, "image-to-image/masking")))
      .toMatch("400 invalid_mask_image: ");
    expect(await error(send({}, { init_image: init }, "image-to-image/masking"))).toBe("400 bad_request: mask_source: is required");
  });
});

describe("lifetimes", () => {
  const status = async (asOf: string, version: "v1" | "v1beta" | "v1alpha") => {
    const { url } = await startEmulator({ asOf });
    return (await get(url, `/${version}/user/balance`, authorization("sk-emulator-x", version))).status;
  };

  test.each([
    ["v1alpha", "2023-01-01", "2023-04-30"],
    ["v1beta", "2023-03-26", "2023-04-30"],
  ] as const)("%s answers from %s to %s", async (version, first, last) => {
    const dayAfter = (day: string, days: number) =>
      new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
    expect(await status(first, version)).toBe(200);
    expect(await status(last, version)).toBe(200);
    expect(await status(dayAfter(first, -1), version)).not.toBe(200);
    expect(await status(dayAfter(last, 1), version)).not.toBe(200);
  });

  test("what is gone answers as any path that v1 does not have", async () => {
    const { url } = await startEmulator();
    expect(await get(url, "/v1alpha/user/balance")).toMatchObject({ status: 404, body: { name: "not_found" } });
    expect(await get(url, "/v1beta/user/balance", {})).toMatchObject({ status: 401, body: { name: "unauthorized" } });
  });

  test("styles and extras came to v1 with the document of 2023-08-25", async () => {
    const answer = async (asOf: string) => {
      const { url } = await startEmulator({ asOf });
      const body = { text_prompts: prompts, style_preset: "anime", extras: {}, width: 512, height: 512 };
      return (await sendJson(url, "text-to-image", body, { engine: "stable-diffusion-512-v2-1" })).status;
    };
    expect(await answer("2023-08-24")).toBe(400);
    expect(await answer("2023-08-25")).toBe(200);
  });
});
