/** Results of generations that were started before, by their ids. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { expectNoKey } from "../support/fail-with.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { steer, usePassingTime } from "../support/steering.ts";
import { sendError } from "../support/v2-host.ts";

const folder = usePicturesFolder();

const action = "get-generation-result";

describe("against the emulator", () => {
  const emulator = useEmulator({ asOf: "any" });
  const { requests, credits, setRipening, setCredits, fault, advance } = steer(emulator);
  const { slept, methods } = usePassingTime(advance);

  const day = 24 * 60 * 60 * 1000;

  const bytes: Record<string, Buffer> = {};
  beforeAll(async () => {
    bytes["small"] = await plainPicture();
    bytes["still"] = await plainPicture({ width: 768, height: 768 });
  });

  const startedProps: Record<string, () => Promise<Record<string, unknown>>> = {
    "replace-background-and-relight": async () => ({
      subjectImage: await saved(folder.path(), "small.png", bytes["small"] ?? ""), backgroundPrompt: "a beach",
    }),
    "upscale-creative": async () => ({
      image: await saved(folder.path(), "small.png", bytes["small"] ?? ""), prompt: "x", outputFormat: "jpeg",
    }),
    "image-to-video": async () => ({ image: await saved(folder.path(), "still.png", bytes["still"] ?? "") }),
  };

  /** Starts something and forgets it. @returns its id */
  async function start(name: string, more: Record<string, unknown> = {}): Promise<string> {
    const props = { ...await startedProps[name]?.(), seed: 7, waitForResult: false, ...more };
    const { result } = await runAction(name, props);
    await requests();
    return result.id ?? "";
  }

  const startPicture = (more: Record<string, unknown> = {}) => start("replace-background-and-relight", more);

  describe("what was started", () => {
    beforeEach(() => setRipening(0));

    test.each<[string, object, string]>([
      ["replace-background-and-relight", {}, "Fetched 1 picture (64x64)"],
      ["upscale-creative", { generationType: "upscale-creative" }, "Fetched 1 picture (3152x3152)"],
      ["image-to-video", { generationType: "video" }, "Fetched 1 video"],
    ])("%s is fetched at once with %j, for free", async (name, props, summary) => {
      const id = await start(name);
      const before = await credits();
      const { result, exports } = await runAction(action, { id, ...props });
      expect(slept).toStrictEqual([]);
      expect(await requests()).toHaveLength(1);
      expect(await credits()).toBe(before);
      expect(result).toMatchObject({ id, credits: 0, parameters: { id, ...props }, filePaths: [result.filePath] });
      expect([...result.images, ...result.videos ?? []]).toMatchObject([{ seed: 7, finishReason: "SUCCESS" }]);
      expect(exports["$summary"]).toBe(summary);
      expect(result.filePath).toMatch(new RegExp(`/${action}-[0-9a-f-]{36}\\.(mp4|png|jpg)$`));
    });

    test("may be fetched again, and is the same picture", async () => {
      const id = await startPicture();
      const fetched = async () => {
        const { result } = await runAction(action, { id });
        return readFile(result.filePath ?? "");
      };
      expect(await fetched()).toStrictEqual(await fetched());
    });

    test("that was filtered fails, is kept or is skipped, as the prop says", async () => {
      const id = await startPicture({ backgroundPrompt: "gore" });
      expect((await failAction(action, { id })).message).toMatch(/^No usable picture came back: it was filtered/);
      const { result: kept } = await runAction(action, { id, onContentFiltered: "keep" });
      expect(kept.images).toMatchObject([{ finishReason: "CONTENT_FILTERED", filePath: kept.filePath }]);
      const { result: skipped } = await runAction(action, { id, onContentFiltered: "skip" });
      expect(skipped).toMatchObject({ filePaths: [], images: [{ seed: 7, finishReason: "CONTENT_FILTERED" }] });
    });
  });

  describe("what is in progress", () => {
    test("is waited for", async () => {
      const id = await startPicture();
      const { result } = await runAction(action, { id }, { methods });
      expect(slept).toStrictEqual([10_000, 10_000]);
      expect(await sharp(result.filePath).metadata()).toMatchObject({ width: 64, height: 64 });
    });

    test.each([false, "false"])("is reported at once where nobody wants to wait (%p)", async (waitForResult) => {
      const id = await startPicture();
      const { result, exports } = await runAction(action, { id, waitForResult }, { methods });
      expect(slept).toStrictEqual([]);
      expect(await requests()).toMatchObject([{ status: 202 }]);
      expect(result).toStrictEqual({
        filePaths: [], images: [], id, credits: 0, parameters: { id, waitForResult }, status: "in-progress",
      });
      expect(exports["$summary"]).toBe(`Not ready yet; **Get Generation Result** fetches it by its id ${id}`);
    });

    test("is reported when the time is up", async () => {
      const id = await startPicture();
      const { result } = await runAction(action, { id }, { methods, deadline: Date.now() + 12_000 });
      expect(slept).toStrictEqual([10_000]);
      expect(result.status).toBe("in-progress");
    });

    test("is ready at the millisecond, and not one before", async () => {
      const id = await startPicture();
      // The emulator's clock runs on between the calls, so the last step is a second.
      await advance(19_000);
      expect((await runAction(action, { id, waitForResult: false })).result.status).toBe("in-progress");
      await advance(1_000);
      expect((await runAction(action, { id, waitForResult: false })).result.filePaths).toHaveLength(1);
    });
  });

  describe("what cannot be had", () => {
    const notFound = "Stability AI answered 404 generation_not_found: id: the generation either does not exist or has "
      + "expired. A result is kept for 24 hours, and only for the key that asked for it.";

    const refusal = async (props: Record<string, unknown>, key = testKey) => {
      const error = await failAction(action, props, { key, methods });
      expectNoKey(error);
      expect(slept).toStrictEqual([]);
      expect(await requests()).toHaveLength(1);
      return error.message;
    };

    test("an id that nobody knows", async () => {
      expect(await refusal({ id: "0".repeat(64) })).toBe(notFound);
    });

    test("an id of another key", async () => {
      await setRipening(0);
      const id = await startPicture();
      expect(await refusal({ id }, "sk-emulator-somebody-else")).toBe(notFound);
      expect((await runAction(action, { id })).result.filePaths).toHaveLength(1);
    });

    test("a result that is older than 24 hours", async () => {
      await setRipening(0);
      const id = await startPicture();
      await advance(day - 10_000);
      expect((await runAction(action, { id })).result.filePaths).toHaveLength(1);
      await requests();
      await advance(10_000);
      expect(await refusal({ id })).toBe(notFound);
    });

    test.each([
      ["a picture", () => startPicture(), "video"],
      ["a video", () => start("image-to-video"), "picture"],
    ])("%s as the other kind", async (_name, make, generationType) => {
      expect(await refusal({ id: await make(), generationType })).toBe(notFound);
    });

    test("anything with a key that is wrong", async () => {
      await fault({ status: 401, body: { id: "1", name: "unauthorized", errors: ["No."] } });
      expect(await refusal({ id: "0".repeat(64) })).toMatch(/^Stability AI answered 401 unauthorized: No\. Check the API key/);
    });

    test("a folder that does not exist", async () => {
      await setRipening(0);
      const id = await startPicture();
      process.env["STASH_DIR"] = `${folder.path()}/none`;
      expect(await refusal({ id })).toMatch(/^The picture could not be saved in .*: the folder does not exist\./);
    });

    test.each([
      [{}, "- id: is missing"],
      [{ id: "0".repeat(63) }, `- id: got "${"0".repeat(59)}…, but must be the id of a generation, of 64 characters`],
      [{ id: `${"0".repeat(64)}\n` }, `- id: got "${"0".repeat(59)}…, but must be the id of a generation, of 64 characters`],
      [{ id: `../${"0".repeat(61)}` }, `- id: got "../${"0".repeat(56)}…, but must be the id of a generation, of 64 characters`],
      [{ id: "0".repeat(64), generationType: "sound" }, "- generationType: got \"sound\", but must be one of picture, "
      + "upscale-creative, video, audio"],
      [{ id: "0".repeat(64), apiVersion: "v1" }, "- apiVersion: got \"v1\", but must be one of v2beta, v2alpha"],
    ])("%j, which is refused before anything is sent", async (props, problem) => {
      const error = await failAction(action, props);
      expect(error.name).toBe("ConfigurationError");
      expect(error.message.split("\n").slice(1)).toStrictEqual([problem]);
      expect(await requests()).toStrictEqual([]);
    });
  });

  describe("faults on the way", () => {
    test.each<[string, object]>([
      ["a reset", { resetAfterBytes: 0 }],
      ["half a picture", { truncateAfterBytes: 100 }],
      ["HTML of a gateway", { html: { status: 502 } }],
    ])("%s: it is asked again 10 s later", async (_name, effect) => {
      await setRipening(0);
      const id = await startPicture();
      await fault(effect);
      const { result } = await runAction(action, { id }, { methods });
      expect(slept).toStrictEqual([10_000]);
      expect(result.filePaths).toHaveLength(1);
    });

    test("without end: the last one is the error, since no answer showed that the generation exists", async () => {
      await fault({ html: { status: 502 }, count: null });
      const { message } = await failAction(action, { id: "0".repeat(64) }, { methods });
      expect(message).toMatch(/answered status 502 with an HTML page titled "502"/);
    });

    test("once, where nobody wants to wait: it is the error", async () => {
      const id = await startPicture();
      await fault({ html: { status: 502 } });
      await failAction(action, { id, waitForResult: false }, { methods });
      expect(await requests()).toHaveLength(1);
    });
  });

  test("an account without credits can fetch its results", async () => {
    await setRipening(0);
    const id = await startPicture();
    await setCredits(0);
    expect((await runAction(action, { id })).result.filePaths).toHaveLength(1);
  });
});

describe("against a host that answers as it likes", () => {
  const { slept, methods } = usePassingTime();
  const id = "a".repeat(64);

  test("word that it is in progress, and then nothing but faults: it still is", async () => {
    const { requests } = await startServer((response) => {
      if (requests.length > 1) sendError(response, 500, "internal_error", "No.");
      else json(202, { id, status: "in-progress" })(response);
    });
    const { result } = await runAction(action, { id }, { methods });
    expect(result.status).toBe("in-progress");
    expect(slept.length).toBeGreaterThan(1);
    expect(requests).toHaveLength(1 + slept.length);
  });
});
