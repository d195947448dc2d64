/** The filters, by the emulator's own lists of words. */
import { expect, test } from "@jest/globals";
import { useEmulator } from "../support/emulator.ts";
import { detail, difference, gradient, plain, png } from "../support/pictures.ts";
import { artifactsOf, errorOf, get, authorization, pictureOf, sendForm, sendJson } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const size = { width: 256, height: 256 };

const draw = (prompts: readonly object[], options: { accept?: string; key?: string } = {}, samples = 1) =>
  sendJson(emulator.url(), "text-to-image", { text_prompts: prompts, ...size, seed: 1, samples, steps: 30 }, options);

const reasons = async (prompts: readonly object[], samples = 1) =>
  (await artifactsOf(await draw(prompts, {}, samples))).map(({ finishReason }) => finishReason);

test.each(["nsfw", "gore", "some NSFW thing", "a field, Gore, and a house"])("%j comes back as filtered, with 200", async (text) => {
  expect(await reasons([{ text }])).toStrictEqual(["CONTENT_FILTERED"]);
});

test("every sample is filtered, whichever prompt it was", async () => {
  expect(await reasons([{ text: "a house" }, { text: "gore" }], 3)).toStrictEqual(Array(3).fill("CONTENT_FILTERED"));
});

test("only whole words count, and not those that a prompt keeps out", async () => {
  expect(await reasons([{ text: "a gorey nsfwish slurry of expletives" }])).toStrictEqual(["SUCCESS"]);
  expect(await reasons([{ text: "a house" }, { text: "nsfw, gore", weight: -1 }])).toStrictEqual(["SUCCESS"]);
  expect(await reasons([{ text: "nsfw", weight: 0 }])).toStrictEqual(["CONTENT_FILTERED"]);
});

test("a filtered picture is really blurred, of the same size, and says so in the header too", async () => {
  const clear = await pictureOf(await draw([{ text: "a house" }]));
  const response = await draw([{ text: "a house of gore" }], { accept: "image/png" });
  expect(response.headers.get("finish-reason")).toBe("CONTENT_FILTERED");
  const blurred = Buffer.from(await response.arrayBuffer());
  expect(await detail(blurred)).toBeLessThan(await detail(clear) / 2);
  expect(await difference(blurred, clear)).toBeGreaterThan(5);
});

test("so is one that was made from a picture", async () => {
  // A board of squares that are too small to outlive the blur.
  const board = await png(size, (x, y) => plain((x >> 2) + (y >> 2) & 1 ? 255 : 0)(x, y));
  const blurred = await pictureOf(await sendForm(emulator.url(), "image-to-image", {
    init_image: board, image_strength: 1, "text_prompts[0][text]": "gore",
  }));
  expect(await detail(board)).toBeGreaterThan(50);
  expect(await detail(blurred)).toBeLessThan(5);
});

test.each(["slur", "An EXPLETIVE on a wall"])("%j is refused, and costs nothing", async (text) => {
  const key = "sk-emulator-filtered";
  expect(await errorOf(await draw([{ text: "a house" }, { text, weight: -1 }], { key })))
    .toBe("400 invalid_prompts: One or more of the prompts contains filtered words");
  expect((await get(emulator.url(), "/v1/user/balance", authorization(key))).body).toStrictEqual({ credits: 25 });
});

test("a filtered picture is paid for", async () => {
  const key = "sk-emulator-blurred";
  await draw([{ text: "gore" }], { key });
  expect((await get(emulator.url(), "/v1/user/balance", authorization(key))).body).toStrictEqual({ credits: 24.1 });
});

test("upscaling with a prompt is filtered as well", async () => {
  const [artifact] = await artifactsOf(await sendForm(emulator.url(), "image-to-image/upscale", {
    image: await png(size, gradient(size)), "text_prompts[0][text]": "gore",
  }, { engine: "stable-diffusion-x4-latent-upscaler" }));
  expect(artifact?.finishReason).toBe("CONTENT_FILTERED");
});
