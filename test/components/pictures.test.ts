/** The actions that begin with a picture, against the emulator, in all versions of the API. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { difference, gradient, pixelsOf, plain, png } from "../support/pictures.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();

// Every test has all its credits.
beforeEach(async () => {
  await fetch(`${emulator.url()}/_emulator/reset`, { method: "POST" });
});

const prompt = "A lighthouse on a cliff";
const size = { width: 512, height: 512 };
const engineId = "stable-diffusion-512-v2-1";

const file = async (name: string, bytes: Buffer) => saved(folder.path(), name, bytes);
const initImage = async () => file("init.png", await png(size, gradient(size)));

/** Left half white, right half black. */
const halves = () => png(size, (x) => (x < 256 ? [255, 255, 255] : [0, 0, 0]));
const isLeft = (pixel: number) => pixel % 512 < 256;

describe.each(["v1", "v1beta"])("image-to-image in %s", (apiVersion) => {
  test("the more strength, the more of the init image stays", async () => {
    const init = await initImage();
    const distance = async (imageStrength: string) => {
      const props = { initImage: init, prompt, engineId, seed: 7, imageStrength, apiVersion };
      const { result } = await runAction("image-to-image", props);
      return difference(await readFile(result.filePaths[0] ?? ""), await readFile(init));
    };
    const [strong, medium, weak] = [await distance("1"), await distance("0.5"), await distance("0")];
    expect(strong).toBeLessThan(3);
    expect(medium).toBeGreaterThan(strong);
    expect(weak).toBeGreaterThan(medium);
  });

  test("a schedule that starts at 0.5 is a strength of 0.5", async () => {
    const props = { initImage: await initImage(), prompt, engineId, seed: 7, apiVersion };
    const { result: bySchedule } = await runAction("image-to-image", {
      ...props, initImageMode: "STEP_SCHEDULE", stepScheduleStart: "0.5",
    });
    const { result: byStrength } = await runAction("image-to-image", { ...props, imageStrength: "0.5" });
    const [one = "", other = ""] = [...bySchedule.filePaths, ...byStrength.filePaths];
    expect(await difference(await readFile(one), await readFile(other))).toBe(0);
  });
});

test("image-to-image in v1alpha goes by the schedule alone", async () => {
  const props = { initImage: await initImage(), prompt, engineId, apiVersion: "v1alpha", samples: 2 };
  const { result, exports } = await runAction("image-to-image", { ...props, stepScheduleStart: "0.2" });
  expect(result.filePaths).toHaveLength(2);
  expect(exports["$summary"]).toBe(`Made 2 pictures of "${prompt}" from a picture (512x512, about 1.8 credits)`);
  expect((await failAction("image-to-image", { ...props, imageStrength: "0.2" })).message)
    .toContain("- imageStrength: exists only in API version v1 and v1beta, and not in v1alpha; leave it out");
});

describe.each(["v1", "v1beta", "v1alpha"])("masking in %s", (apiVersion) => {
  const redraw = async (props: object) => {
    const init = await initImage();
    const { result } = await runAction("masking", { initImage: init, prompt, engineId, seed: 7, apiVersion, ...props });
    const [before, after] = await Promise.all([readFile(init), readFile(result.filePaths[0] ?? "")]);
    return {
      left: await difference(before, after, isLeft),
      right: await difference(before, after, (pixel) => !isLeft(pixel)),
    };
  };

  test("what is white is redrawn, and not one pixel of what is black", async () => {
    const { left, right } = await redraw({ maskImage: await file("mask.png", await halves()), maskSource: "MASK_IMAGE_WHITE" });
    expect(left).toBeGreaterThan(10);
    expect(right).toBe(0);
  });

  test("or the other way round", async () => {
    const { left, right } = await redraw({ maskImage: await file("mask.png", await halves()), maskSource: "MASK_IMAGE_BLACK" });
    expect(left).toBe(0);
    expect(right).toBeGreaterThan(10);
  });

  test("or what is transparent in the init image", async () => {
    const bytes = await png(size, (x, y) => [x % 256, y % 256, 99, x < 256 ? 0 : 255]);
    const init = await file("transparent.png", bytes);
    const { result } = await runAction("masking", {
      initImage: init, maskSource: "INIT_IMAGE_ALPHA", prompt, engineId, apiVersion,
    });
    const after = await readFile(result.filePaths[0] ?? "");
    expect(await difference(bytes, after, (pixel) => !isLeft(pixel))).toBe(0);
    expect(await difference(bytes, after, isLeft)).toBeGreaterThan(10);
  });
});

describe("upscale", () => {
  test.each([
    [{}, 1024, 512],
    [{ width: 2048 }, 2048, 1024],
    [{ height: 768 }, 1536, 768],
  ])("%j makes 512x256 to %dx%d, and keeps the picture", async (props, width, height) => {
    const small = { width: 512, height: 256 };
    const image = await file("small.png", await png(small, gradient(small)));
    const { result, exports } = await runAction("upscale", { image, ...props });
    expect(result.images[0]).toMatchObject({ width, height });
    expect(result).not.toHaveProperty("credits");
    expect(exports["$summary"]).toBe(`Enlarged 512x256 to ${width}x${height}`);
    expect((await pixelsOf(await readFile(result.filePaths[0] ?? ""))).length).toBe(width * height * 3);
  });

  test("the latent upscaler takes a prompt", async () => {
    const image = await file("small.png", await plainPicture({ width: 512, height: 512 }));
    const props = { image, width: 1024, engineId: "stable-diffusion-x4-latent-upscaler", prompt, seed: 7, steps: 20 };
    expect((await runAction("upscale", props)).result.images[0]).toMatchObject({ width: 1024, height: 1024, seed: 7 });
  });
});

describe("filters", () => {
  const props = async (words: string, more: object) => {
    const init = await file("init.png", await png(size, plain(128)));
    return { initImage: init, prompt: words, engineId, ...more };
  };

  test("a filtered picture fails, is kept, or is skipped, as the prop says", async () => {
    const { message } = await failAction("image-to-image", await props("nsfw", {}));
    expect(message).toMatch(/^No usable picture came back: it was filtered, so it is blurred\. Change the prompt/);
    expect(message).toContain(`Saved all the same: ${folder.path()}/`);

    const kept = await runAction("image-to-image", await props("nsfw", { onContentFiltered: "keep" }));
    expect(kept.result.images[0]).toMatchObject({ finishReason: "CONTENT_FILTERED", filePath: kept.result.filePath });
    expect(kept.exports["$summary"]).toContain("1 of 1 filtered");

    const before = await folder.files();
    const parameters = await props("gore", { onContentFiltered: "skip", samples: 2, seed: 5 });
    const skipped = await runAction("image-to-image", parameters);
    expect(skipped.result).toStrictEqual({
      filePaths: [],
      images: [{ seed: 5, finishReason: "CONTENT_FILTERED" }, { seed: 6, finishReason: "CONTENT_FILTERED" }],
      engineId,
      credits: 1.8,
      parameters,
      sent: { initImage: expect.objectContaining({ width: 512, height: 512 }) as unknown },
    });
    expect(skipped.exports["$summary"]).toBe("Kept nothing (about 1.8 credits, 2 of 2 filtered)");
    expect(await folder.files()).toStrictEqual(before);
  });

  test("words that the API refuses cost nothing, and the advice is to say it otherwise", async () => {
    const { message } = await failAction("image-to-image", await props("a slur", {}));
    expect(message).toMatch(/^Stability AI answered 400 invalid_prompts: .* Change the prompt\.$/);
  });
});
