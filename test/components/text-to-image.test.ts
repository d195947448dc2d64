import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const prompt = "A lighthouse on a cliff";
/** The smallest pictures that an engine of v1 draws, so that the tests are fast. */
const small = { engineId: "stable-diffusion-xl-beta-v2-2-2", width: 128, height: 192 };

const onePixel = () => sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } }).png().toBuffer();

describe("against the emulator", () => {
  const emulator = useEmulator({ asOf: "any" });
  const folder = usePicturesFolder();

  const balance = async (key: string) => {
    const response = await fetch(`${emulator.url()}/v1/user/balance`, { headers: { Authorization: `Bearer ${key}` } });
    return (await response.json() as { credits: number }).credits;
  };

  test("one picture is saved as the whole PNG that the API drew, and described", async () => {
    const { result, exports } = await runAction("text-to-image", { prompt, ...small, seed: 7 });
    const [file] = await folder.files();
    expect(result).toStrictEqual({
      filePath: `${folder.path()}/${file ?? ""}`,
      filePaths: [result.filePath],
      images: [{
        filePath: result.filePath,
        filename: file,
        contentType: "image/png",
        width: 128,
        height: 192,
        bytes: (await readFile(result.filePaths[0] ?? "")).length,
        seed: 7,
        finishReason: "SUCCESS",
      }],
      engineId: small.engineId,
      credits: 0.9,
      parameters: { prompt, ...small, seed: 7 },
    });
    expect(exports).toStrictEqual({ $summary: `Made 1 picture of "${prompt}" (128x192, about 0.9 credits)` });
    expect(await sharp(result.filePath).stats()).toMatchObject({ isOpaque: true });
  });

  test("three samples are three different pictures, the same ones again under new names", async () => {
    const pictures = async () => {
      const { result, exports } = await runAction("text-to-image", { prompt, ...small, seed: 7, samples: 3 });
      expect(exports["$summary"]).toBe(`Made 3 pictures of "${prompt}" (128x192, about 2.7 credits)`);
      return Promise.all(result.filePaths.map((path) => readFile(path, "base64")));
    };
    const first = await pictures();
    expect(new Set(first).size).toBe(3);
    expect(await pictures()).toStrictEqual(first);
    expect(await folder.files()).toHaveLength(6);
  });

  test("one and several samples of a seed begin with the same picture", async () => {
    const asTheApiSentIt = { prompt, ...small, seed: 7 };
    const { result: one } = await runAction("text-to-image", asTheApiSentIt);
    const { result: two } = await runAction("text-to-image", { ...asTheApiSentIt, samples: 2 });
    expect(await readFile(two.filePaths[0] ?? "")).toStrictEqual(await readFile(one.filePaths[0] ?? ""));
  });

  test("the estimate of the price is what the balance falls by", async () => {
    const key = "sk-emulator-price";
    const { result } = await runAction("text-to-image", { prompt, ...small, steps: 45, samples: 2 }, { key });
    expect(result.credits).toBe(2.7);
    expect(await balance(key)).toBe(25 - 2.7);
  });

  test("the default engine draws the one height that goes with a width", async () => {
    const { result } = await runAction("text-to-image", { prompt, width: 1152 });
    expect(result.images[0]).toMatchObject({ width: 1152, height: 896 });
    expect(result.engineId).toBe("stable-diffusion-xl-1024-v1-0");
  });
});

describe("pictures that the API filtered or could not make", () => {
  const folder = usePicturesFolder();

  const artifacts = async (...reasons: string[]) => {
    const base64 = (await onePixel()).toString("base64");
    await startServer(json(200, {
      artifacts: reasons.map((finishReason, index) =>
        ({ base64: finishReason === "ERROR" ? "" : base64, seed: index + 1, finishReason })),
    }));
    return runAction("text-to-image", { prompt, samples: Math.max(2, reasons.length) });
  };

  test("are named in the summary and picture by picture, beside those that can be used", async () => {
    const { result, exports } = await artifacts("SUCCESS", "CONTENT_FILTERED", "ERROR");
    expect(exports["$summary"]).toBe(
      `Made 3 pictures of "${prompt}" (1x1, about 2.7 credits, 1 of 3 filtered, 1 of 3 failed)`,
    );
    expect(result.filePaths).toHaveLength(2);
    expect(result.images.map(({ finishReason }) => finishReason)).toStrictEqual(["SUCCESS", "CONTENT_FILTERED", "ERROR"]);
    expect(result.images[2]).toStrictEqual({ seed: 3, finishReason: "ERROR" });
  });

  test("are no success where there is no other, but a blurred picture is kept", async () => {
    const outcome = artifacts("CONTENT_FILTERED", "CONTENT_FILTERED");
    await expect(outcome).rejects.toThrow("No usable picture came back: it was filtered, so it is blurred.");
    const files = await folder.files();
    expect(files).toHaveLength(2);
    await expect(outcome).rejects.toThrow(files[0]);
  });
});
