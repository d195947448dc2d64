/** Pictures that tell in their metadata how they were made: to the letter, to anybody, and nothing else. */
import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import sharp from "sharp";
import { runAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, pngOfBytes, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { decodedPixels, descriptionIn, toldBy } from "../support/metadata.ts";
import { json, startServer } from "../support/server.ts";
import { steer, usePassingTime } from "../support/steering.ts";
import { seedOf, sendMedia } from "../support/v2-host.ts";

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

const folder = usePicturesFolder();
const prompt = "A lighthouse <on> a cliff & \"more\"";

type Format = "png" | "jpeg" | "webp";
const formats: readonly Format[] = ["png", "jpeg", "webp"];

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture({ alpha: 0.5 });
});

let image: string;
beforeEach(async () => {
  image = await saved(folder.path(), "my photo.png", picture);
});

describe("against the emulator", () => {
  const emulator = useEmulator({ asOf: "any" });
  const { advance } = steer(emulator);
  const { methods } = usePassingTime(advance);

  describe.each(formats)("as %s", (outputFormat) => {
    test.each<[string, () => Record<string, unknown>, Record<string, unknown>]>([
      ["inpaint", () => ({ image, prompt, seed: "7" }), { image: "my photo.png", prompt, apiVersion: "v2beta" }],
      [
        "replace-background-and-relight",
        () => ({ subjectImage: image, backgroundPrompt: prompt, preserveOriginalSubject: "0.5", seed: 7 }),
        { subjectImage: "my photo.png", backgroundPrompt: prompt, preserveOriginalSubject: "0.5" },
      ],
    ])("%s: operation, parameters and seed, and not one pixel is another", async (action, props, parameters) => {
      const run = (more: object) => runAction(action, { ...props(), outputFormat, ...more }, { methods });
      const { result: { filePath: telling = "", images } } = await run({ saveParameters: "metadata" });
      const { result: { filePath: silent = "" } } = await run({});
      expect(await toldBy(telling)).toStrictEqual({
        operation: action, parameters: { ...parameters, outputFormat }, seed: 7,
      });
      expect(await descriptionIn(silent)).toBeUndefined();
      expect(await decodedPixels(telling)).toStrictEqual(await decodedPixels(silent));
      expect(images).toMatchObject([{ bytes: (await readFile(telling)).length }]);
    });
  });

  test("an open seed is told as it was drawn", async () => {
    const { result } = await runAction("inpaint", { image, prompt, saveParameters: "metadata" });
    expect(await toldBy(result.filePath)).toMatchObject({ seed: result.images[0]?.seed });
    expect(result.images[0]?.seed).toBeGreaterThan(0);
  });

  test("what has no seed tells none", async () => {
    const { result } = await runAction("remove-background", { image, saveParameters: "metadata" });
    const { seed } = result.images[0] ?? {};
    expect(await toldBy(result.filePath)).toStrictEqual({
      operation: "remove-background", parameters: { image: "my photo.png" }, ...seed !== undefined && { seed },
    });
  });

  test("in v1 each of several pictures tells its own seed", async () => {
    const size = { engineId: "stable-diffusion-xl-beta-v2-2-2", width: 128, height: 192 };
    const { result } = await runAction("text-to-image", { prompt, ...size, seed: 7, samples: 2, saveParameters: "metadata" });
    const told = await Promise.all(result.filePaths.map(toldBy));
    expect(told).toStrictEqual([7, 8].map((seed) => ({
      operation: "text-to-image", parameters: { prompt, ...size, samples: 2, apiVersion: "v1" }, seed,
    })));
  });
});

describe("what a picture must not tell", () => {
  const startHost = () => startServer((response, { method }) => {
    if (method === "GET") response.end(picture);
    else sendMedia(response, picture, { seed: 7 });
  });

  test("where files lie, and what lets anybody fetch them", async () => {
    const { url } = await startHost();
    const mask = `${url.replace("//", "//user:secret@")}/private/mask.png?signature=secret#secret`;
    const { result } = await runAction("erase", { image, mask, seed: 7, saveParameters: "metadata" });
    const told = await toldBy(result.filePath);
    expect(told.parameters).toStrictEqual({ image: "my photo.png", mask: "mask.png" });
    const bytes = await readFile(result.filePath ?? "", "latin1");
    for (const secret of ["secret", "user:", "private", folder.path()]) expect(bytes).not.toContain(secret);
  });

  test("the bytes of a data URI", async () => {
    await startHost();
    const { result } = await runAction("erase", {
      image: `data:image/png;base64,${picture.toString("base64")}`, saveParameters: "metadata",
    });
    expect((await toldBy(result.filePath)).parameters).toStrictEqual({ image: "data" });
  });

  test("what is for the client alone, or for the account", async () => {
    const { requests } = await startHost();
    const { result } = await runAction("text-to-image", {
      prompt, engineId: "stable-diffusion-v1-6", organizationId: "org-secret", maxCredits: 5, onContentFiltered: "keep",
      saveParameters: "metadata", syncDir: "/tmp",
    });
    expect(requests[0]?.headers["organization"]).toBe("org-secret");
    expect((await toldBy(result.filePath)).parameters).toStrictEqual({
      prompt, engineId: "stable-diffusion-v1-6", apiVersion: "v1",
    });
  });

  test.each(formats)("the key, even if the prompt has it (%s)", async (format) => {
    const plain = await plainPicture({ format });
    await startServer((response) => {
      sendMedia(response, plain, { contentType: `image/${format}` });
    });
    const { result } = await runAction("generate-core", {
      prompt: `key ${testKey}, sk-Other1 and "${testKey}"`, saveParameters: "metadata",
    });
    expect((await toldBy(result.filePath)).parameters["prompt"]).toBe("key [API key], [API key] and \"[API key]\"");
    expect(await readFile(result.filePath ?? "", "latin1")).not.toContain(testKey);
  });
});

describe("what is left alone", () => {
  const run = async (bytes: Buffer, props: object, contentType = "image/png") => {
    await startServer((response, request) => {
      const seed = seedOf(request);
      sendMedia(response, bytes, { contentType, ...Number.isFinite(seed) && { seed } });
    });
    const { result } = await runAction("generate-core", { prompt, saveParameters: "metadata", ...props });
    expect((await folder.files()).filter((name) => name.endsWith(".part"))).toStrictEqual([]);
    return result;
  };

  test.each([undefined, "nowhere", "sidecar"])("with saveParameters %p the file is what the API sent", async (place) => {
    for (const format of formats) {
      const bytes = await plainPicture({ format });
      const { filePath = "" } = await run(bytes, { saveParameters: place });
      expect(await readFile(filePath)).toStrictEqual(bytes);
    }
  });

  test("a JPEG whose text would be longer than a segment", async () => {
    const bytes = await plainPicture({ format: "jpeg" });
    const long = "🗼".repeat(10_000);
    expect((await toldBy((await run(bytes, { prompt: long }, "image/jpeg")).filePath)).parameters["prompt"]).toBe(long);
    const { filePath = "", images, notes } = await run(bytes, { prompt: long, negativePrompt: long }, "image/jpeg");
    expect(await readFile(filePath)).toStrictEqual(bytes);
    expect(images).toMatchObject([{ bytes: bytes.length, parametersPath: `${filePath}.json` }]);
    expect(notes).toStrictEqual(["The parameters could not be added to the metadata of the file: they are in a file beside it."]);
  });

  test.each(["png", "webp"] as const)("but a %s takes any text", async (format) => {
    const long = "🗼".repeat(10_000);
    const { filePath } = await run(await plainPicture({ format }), { prompt: long, negativePrompt: long });
    expect((await toldBy(filePath)).parameters).toStrictEqual({ prompt: long, negativePrompt: long });
  });

  test("XML's own signs and those that it cannot hold", async () => {
    const strange = "</rdf:li> ]]> &amp; <!-- \0 \u0001 \ud800 \ufffe \uffff \u2028";
    const { filePath } = await run(await plainPicture({ format: "webp" }), { prompt: strange });
    expect((await toldBy(filePath)).parameters["prompt"]).toBe(strange.replace("\ufffe \uffff", "\ufffd \ufffd"));
  });

  test("pictures that came with others each tell their own seed", async () => {
    const { filePaths } = await run(await plainPicture(), { count: 3, seed: 7 });
    const told = await Promise.all(filePaths.map(toldBy));
    expect(told.map(({ seed }) => seed)).toStrictEqual([7, 8, 9]);
    expect(told[0]?.parameters).toStrictEqual({ prompt });
  });

  test("a picture in JSON tells it too", async () => {
    await startServer(json(200, { image: picture.toString("base64"), seed: 9, finish_reason: "SUCCESS" }));
    const { result } = await runAction("generate-core", { prompt, saveParameters: "metadata" });
    expect(await toldBy(result.filePath)).toStrictEqual({ operation: "generate-core", parameters: { prompt }, seed: 9 });
  });
});

describe("a disk that fills up while the text is written", () => {
  /** Runs an action in a process that may write files of 8 KiB. */
  async function runConfined(answer: (response: ServerResponse) => void) {
    const { url } = await startServer(answer);
    const command = "ulimit -f 8; exec node build/scripts/start.mjs generate-core --prompt x --save-parameters metadata";
    const { stdout } = await promisify(execFile)("bash", ["-c", command], {
      env: { ...process.env, STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: testKey, STASH_DIR: folder.path() },
    });
    expect(stdout).not.toContain(testKey);
    return (await folder.files()).filter((name) => name.startsWith("generate-core"));
  }

  test("leaves the picture as it was, and puts them beside it", async () => {
    const bytes = await pngOfBytes(8 * 1024 - 10);
    const [file = "", ...others] = await runConfined((response) => {
      sendMedia(response, bytes);
    });
    expect(others).toStrictEqual([`${file}.json`]);
    expect(await readFile(`${folder.path()}/${file}`)).toStrictEqual(bytes);
  });

  test("and a little more room is enough", async () => {
    const bytes = await pngOfBytes(8 * 1024 - 200);
    const [file = ""] = await runConfined((response) => {
      sendMedia(response, bytes);
    });
    expect(await toldBy(`${folder.path()}/${file}`)).toMatchObject({ operation: "generate-core", parameters: { prompt: "x" } });
    expect(await sharp(`${folder.path()}/${file}`).stats()).toHaveProperty("channels");
  });
});
