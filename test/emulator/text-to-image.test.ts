/** text-to-image of v1, and what it shares with all generations. */
import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { useEmulator } from "../support/emulator.ts";
import {
  artifactsOf, authorization, errorOf, freshKey, sendJson, smallEngine, type Sending,
} from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const draw = (body: object, sending: Sending = {}) =>
  sendJson(emulator.url(), "text-to-image", { text_prompts: [{ text: "A lighthouse on a cliff" }], ...body }, sending);

const error = async (body: object, sending?: Sending) =>
  errorOf(await draw({ width: 128, height: 128, ...body }, sending));

const pictures = async (body: object) => artifactsOf(await draw({ width: 128, height: 128, ...body }));

test("a PNG comes with its length, type, seed and finish reason as headers", async () => {
  const response = await draw({ width: 192, height: 128, seed: 5 }, { accept: "image/png" });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": String(bytes.length),
    seed: "5",
    "finish-reason": "SUCCESS",
  });
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 192, height: 128 });
});

test("JSON has an artifact for each sample, with a seed of its own, and no such headers", async () => {
  const response = await draw({ width: 128, height: 128, seed: 4_294_967_295, samples: 2 });
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  expect(response.headers.has("seed")).toBe(false);
  expect(response.headers.has("finish-reason")).toBe(false);
  const { artifacts } = await response.json() as { artifacts: object[] };
  expect(artifacts).toStrictEqual([
    { base64: expect.any(String) as unknown, seed: 4_294_967_295, finishReason: "SUCCESS" },
    { base64: expect.any(String) as unknown, seed: 0, finishReason: "SUCCESS" },
  ]);
});

test("a picture depends on prompts, seed, style and size, and on nothing else", async () => {
  const one = async (body: object) => (await pictures({ seed: 1, ...body }))[0]?.base64;
  const first = await one({});
  expect(await one({ cfg_scale: 9, steps: 20, sampler: "DDIM" })).toBe(first);
  const others = await Promise.all([
    one({ seed: 2 }),
    one({ text_prompts: [{ text: "Another" }] }),
    one({ text_prompts: [{ text: "A lighthouse on a cliff", weight: 0.5 }] }),
    one({ style_preset: "anime" }),
    one({ width: 192 }),
  ]);
  expect(new Set([first, ...others]).size).toBe(6);
});

test("a seed of 0, or none, draws another picture each time", async () => {
  const seeds = (await Promise.all([{}, { seed: 0 }, { seed: 0 }].map(pictures))).map(([picture]) => picture?.seed);
  expect(new Set(seeds).size).toBe(3);
  expect(seeds).not.toContain(0);
});

test.each([
  ["stable-diffusion-xl-1024-v1-0", 1024, 1024],
  ["stable-diffusion-512-v2-1", 512, 512],
  ["stable-diffusion-768-v2-1", 768, 768],
])("%s draws %dx%d if no size is given", async (engine, width, height) => {
  const response = await draw({}, { engine, accept: "image/png" });
  expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width, height });
});

test.each([
  ["a missing prompt", { text_prompts: undefined }, "text_prompts: is required"],
  ["a prompt without text", { text_prompts: [{ weight: 1 }] }, "text_prompts.0.text: is required"],
  ["no prompts", { text_prompts: [] }, "text_prompts: "],
  ["a long prompt", { text_prompts: [{ text: "x".repeat(2001) }] }, "text_prompts.0.text: must be at most 2000 characters"],
  ["an unknown field", { prompt: "x" }, "prompt: is not a known field"],
  ["an unknown field in a prompt", { text_prompts: [{ text: "x", wight: 1 }] }, "text_prompts.0.wight: is not a known field"],
  ["too few steps", { steps: 9 }, "steps: "],
  ["too many steps", { steps: 151 }, "steps: "],
  ["a seed below 0", { seed: -1 }, "seed: "],
  ["a seed above 32 bits", { seed: 4_294_967_296 }, "seed: "],
  ["a CFG scale above 35", { cfg_scale: 35.1 }, "cfg_scale: "],
  ["a number as text", { samples: "1" }, "samples: "],
  ["too many samples", { samples: 11 }, "samples: "],
  ["an unknown sampler", { sampler: "EULER" }, "sampler: "],
  ["a side below 128", { width: 64 }, "width: "],
])("%s is a bad request", async (_name, body, message) => {
  expect(await error(body)).toContain(`400 bad_request: ${message}`);
});

test("the edges of all ranges are taken", async () => {
  const text = "🗼".repeat(2000);
  const prompts = { text_prompts: [{ text, weight: -1.5 }] };
  expect(await pictures({ ...prompts, steps: 150, cfg_scale: 0, seed: 4_294_967_295, extras: {} })).toHaveLength(1);
  expect(await pictures({ steps: 10, cfg_scale: 35, samples: 10, clip_guidance_preset: "SLOWEST" })).toHaveLength(10);
});

test("sizes are refused in the words and under the names of v1", async () => {
  expect(await error({ width: 450, height: 672 }, { engine: "stable-diffusion-xl-1024-v1-0" })).toBe(
    "400 invalid_sdxl_v1_dimensions: for stable-diffusion-xl-1024-v0-9 and stable-diffusion-xl-1024-v1-0 the allowed "
    + "dimensions are 1024x1024, 1152x896, 1216x832, 1344x768, 1536x640, 640x1536, 768x1344, 832x1216, 896x1152, "
    + "but we received 450x672",
  );
  expect(await error({ width: 130 })).toContain("400 invalid_height_or_width: ");
  expect(await error({ width: 576, height: 576 })).toContain("400 invalid_sdxl_v222_dimensions: ");
  expect(await error({ width: 448, height: 512 }, { engine: "stable-diffusion-512-v2-1" })).toContain("400 invalid_pixel_count: ");
  expect(await error({ width: 256, height: 512 }, { engine: "stable-diffusion-v1-6" })).toContain("400 bad_request: ");
  expect(await error({}, { engine: "esrgan-v1-x2plus" })).toContain("400 bad_request: ");
});

test("more than one sample needs JSON", async () => {
  expect(await error({ samples: 2 }, { accept: "image/png" })).toBe(
    "400 invalid_samples: Sample count may only be greater than 1 when the accept header is set to `application/json`",
  );
});

test("a body that is not JSON is a bad request", async () => {
  const post = async (type: string, body: string) => {
    const response = await fetch(`${emulator.url()}/v1/generation/${smallEngine}/text-to-image`, {
      method: "POST",
      headers: { ...authorization(freshKey()), "Content-Type": type },
      body,
    });
    return { status: response.status, name: (await response.json() as { name: string }).name };
  };
  const badRequest = { status: 400, name: "bad_request" };
  expect(await post("application/json", "{\"text")).toStrictEqual(badRequest);
  expect(await post("application/x-www-form-urlencoded", "a=b")).toStrictEqual(badRequest);
  expect(await post("application/json", "[]")).toStrictEqual(badRequest);
});

test("an engine that nobody knows is not found", async () => {
  expect(await error({}, { engine: "no-such-engine" }))
    .toBe("404 not_found: The specified engine (ID no-such-engine) was not found.");
});
