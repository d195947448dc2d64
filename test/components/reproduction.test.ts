/** The parameters that a result has, given again: the same request, and the same pictures. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { runAction } from "../support/binder.ts";
import type { JournalEntry } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { steer, usePassingTime } from "../support/steering.ts";
import { sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();
const prompt = "A lighthouse on a cliff";

describe("against the emulator", () => {
  const emulator = useEmulator({ asOf: "any" });
  const { requests, advance } = steer(emulator);
  const { methods } = usePassingTime(advance);

  let image: string;
  beforeEach(async () => {
    image = await saved(folder.path(), "clear.png", await plainPicture({ alpha: 0.5 }));
  });

  const bySeed = (one: JournalEntry, other: JournalEntry) => Number(one.fields["seed"]) - Number(other.fields["seed"]);

  async function run(action: string, props: Record<string, unknown>) {
    const { result } = await runAction(action, props, { methods });
    const sent = (await requests()).filter(({ method }) => method === "POST").sort(bySeed);
    const pictures = await Promise.all(result.filePaths.map((path) => readFile(path)));
    return { result, pictures, sent: sent.map(({ path, fields }) => ({ path, fields })) };
  }

  const small = { engineId: "stable-diffusion-xl-beta-v2-2-2", width: 128, height: "192" };

  const calls: readonly [action: string, props: () => Record<string, unknown>][] = [
    ["inpaint", () => ({ image, prompt, growMask: 0, outputFormat: "webp" })],
    ["inpaint", () => ({ image, prompt, apiVersion: "v2alpha", searchPrompt: "door", maxCredits: "9.5" })],
    ["outpaint", () => ({ image, left: "8", creativity: "0.25", prompt: "" })],
    ["replace-background-and-relight", () => ({ subjectImage: image, backgroundPrompt: "a beach", keepOriginalBackground: "false" })],
    ["generate-core", () => ({ prompt, count: "2", outputFormat: "jpeg", aspectRatio: "16:9" })],
    ["generate-sd3", () => ({ prompt, image, strength: "0.5", model: "sd3.5-flash", outputFormat: "jpeg" })],
    ["text-to-image", () => ({ prompt, ...small, samples: 2, textPrompts: ["fog", "{\"text\": \"rain\", \"weight\": -0.5}"] })],
  ];

  test.each(calls)("%s with a seed: all fields are the same", async (action, props) => {
    const given = { ...props(), seed: "4294967294" };
    const first = await run(action, given);
    expect(first.result.parameters).toStrictEqual(given);
    const second = await run(action, first.result.parameters);
    expect(second.sent).toStrictEqual(first.sent);
    expect(second.pictures).toStrictEqual(first.pictures);
    expect(second.pictures.length).toBeGreaterThan(0);
    expect(second.result.parameters).toStrictEqual(given);
  });

  test.each(calls)("%s with an open seed: it is told, and makes the same pictures", async (action, props) => {
    const first = await run(action, props());
    const { seed } = first.result.parameters;
    expect(first.result.parameters).toStrictEqual({ ...props(), seed: first.result.images[0]?.seed });
    expect(seed).toBeGreaterThan(0);
    const second = await run(action, first.result.parameters);
    expect(second.pictures).toStrictEqual(first.pictures);
    expect(second.result.parameters).toStrictEqual(first.result.parameters);
  });

  test("a seed of 0 is open too", async () => {
    const first = await run("inpaint", { image, prompt, seed: "0" });
    expect(first.result.parameters).toStrictEqual({ image, prompt, seed: first.result.images[0]?.seed });
    expect((await run("inpaint", first.result.parameters)).pictures).toStrictEqual(first.pictures);
  });

  test("what has no seed is told none", async () => {
    expect((await run("upscale-fast", { image })).result.parameters).toStrictEqual({ image });
  });
});

describe("what is told", () => {
  test("is what was given, and no default", async () => {
    const picture = await plainPicture();
    await startServer((response) => {
      sendMedia(response, picture, { seed: 5 });
    });
    const { result } = await runAction("generate-core", { prompt, negativePrompt: "", seed: undefined, syncDir: "/tmp" });
    expect(result.parameters).toStrictEqual({ prompt, negativePrompt: "", seed: 5 });
  });

  test("is small where a whole picture was given: a data URI is cut short", async () => {
    const picture = await plainPicture({ alpha: 0.5 });
    await startServer((response) => {
      sendMedia(response, picture);
    });
    const uri = `data:image/png;base64,${picture.toString("base64")}`;
    const { result } = await runAction("erase", { image: uri, mask: uri.replace("data:", "DATA:"), seed: 5 });
    expect(result.parameters).toStrictEqual({
      image: "data:image/png;base64,…", mask: "DATA:image/png;base64,…", seed: 5,
    });
  });

  test("is whole where a prompt begins like a data URI", async () => {
    const picture = await plainPicture();
    await startServer((response) => {
      sendMedia(response, picture);
    });
    const given = { prompt: "Data: an android, in oil", seed: 5 };
    expect((await runAction("generate-core", given)).result.parameters).toStrictEqual(given);
  });

  test("of a generation that is in progress is what was given", async () => {
    const subjectImage = await saved(folder.path(), "a.png", await plainPicture());
    await startServer(json(200, { id: "a".repeat(64) }));
    const props = { subjectImage, backgroundPrompt: "a beach", waitForResult: "false" };
    const { result } = await runAction("replace-background-and-relight", props);
    expect(result.parameters).toStrictEqual(props);
  });
});
