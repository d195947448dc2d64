/** image-to-image: how much of the init image stays, and which it may be. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { useEmulator } from "../support/emulator.ts";
import { difference, gradient, png, plain } from "../support/pictures.ts";
import { artifactsOf, errorOf, pictureOf, sendForm, type FormValue, type Sending } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const size = { width: 192, height: 128 };
let init: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  init = await png(size, gradient(size));
});

type Fields = Record<string, FormValue | undefined>;

const send = (fields: Fields, sending: Sending = {}) => sendForm(
  emulator.url(),
  "image-to-image",
  { init_image: init, "text_prompts[0][text]": "A lighthouse", seed: 1, ...fields },
  sending,
);
const drawn = async (fields: Fields) => pictureOf(await send(fields));

test("the init image stays in proportion to its strength", async () => {
  const distances = [];
  for (const strength of [1, 0.75, 0.5, 0.25, 0]) {
    distances.push(await difference(await drawn({ image_strength: strength }), init));
  }
  const [nearest = NaN, , middle = NaN, , furthest = NaN] = distances;
  expect(nearest).toBeLessThan(1);
  expect(furthest).toBeGreaterThan(30);
  expect(middle / furthest).toBeCloseTo(0.5, 1);
  expect([...distances].sort((one, other) => one - other)).toStrictEqual(distances);
});

test("a schedule that starts at s leaves what a strength of 1 - s leaves", async () => {
  for (const start of [0, 0.4, 1]) {
    expect(await drawn({ init_image_mode: "STEP_SCHEDULE", step_schedule_start: start }))
      .toStrictEqual(await drawn({ image_strength: 1 - start }));
  }
});

test("the strength is 0.35 if none is given, in both modes, and the other mode's fields count for nothing", async () => {
  const usual = await drawn({ image_strength: 0.35 });
  expect(await drawn({})).toStrictEqual(usual);
  expect(await drawn({ init_image_mode: "STEP_SCHEDULE" })).toStrictEqual(usual);
  expect(await drawn({ step_schedule_start: 0 })).toStrictEqual(usual);
  expect(await drawn({ init_image_mode: "STEP_SCHEDULE", image_strength: 1 })).toStrictEqual(usual);
});

test("it is drawn as large as the init image, in JSON and as PNG, for each sample with a seed of its own", async () => {
  const response = await send({ seed: 5 }, { accept: "image/png" });
  expect(Object.fromEntries(response.headers)).toMatchObject({ "content-type": "image/png", seed: "5", "finish-reason": "SUCCESS" });
  expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ format: "png", ...size, hasAlpha: false });
  const artifacts = await artifactsOf(await send({ samples: 3, seed: 5 }));
  expect(artifacts.map(({ seed }) => seed)).toStrictEqual([5, 6, 7]);
  expect(new Set(artifacts.map(({ base64 }) => base64)).size).toBe(3);
});

test("the same request gives the same picture, another seed, prompt or style another", async () => {
  const pictures = await Promise.all([
    {}, {}, { seed: 2 }, { "text_prompts[0][text]": "Another" }, { style_preset: "anime" },
  ].map(drawn));
  expect(pictures[0]).toStrictEqual(pictures[1]);
  expect(new Set(pictures.map((picture) => picture.toString("base64"))).size).toBe(4);
});

describe("the init image has a size that the engine draws", () => {
  test.each([
    ["stable-diffusion-xl-1024-v1-0", 640, 1536, undefined],
    ["stable-diffusion-xl-1024-v1-0", 512, 512, "400 invalid_sdxl_v1_dimensions: "],
    ["stable-diffusion-512-v2-1", 512, 512, undefined],
    ["stable-diffusion-512-v2-1", 448, 512, "400 invalid_pixel_count: "],
    ["stable-diffusion-512-v2-1", 520, 520, "400 invalid_height_or_width: "],
    ["stable-diffusion-xl-beta-v2-2-2", 128, 896, undefined],
    ["stable-diffusion-xl-beta-v2-2-2", 576, 576, "400 invalid_sdxl_v222_dimensions: "],
    ["esrgan-v1-x2plus", 512, 512, "400 bad_request: "],
  ])("%s %dx%d", async (engine, width, height, refusal) => {
    const response = await send({ init_image: await png({ width, height }, plain(90)) }, { engine });
    if (refusal === undefined) expect(response.status).toBe(200);
    else expect(await errorOf(response)).toContain(refusal);
  });
});

test("more than one sample needs JSON, and it costs what its steps cost", async () => {
  expect(await errorOf(await send({ samples: 2 }, { accept: "image/png" }))).toMatch(/^400 invalid_samples: /);
  const key = "sk-emulator-poor";
  expect((await send({ samples: 10, steps: 60 }, { key })).status).toBe(200);
  expect(await errorOf(await send({ samples: 10 }, { key }))).toMatch("(need $0.15, have $0 in active grants, $0.07 in balance)");
});
