/** Sounds that a user gives, and sounds that come back. */
import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { rows } from "../operations/index.ts";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { plainFilm } from "../support/films.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { plainWav } from "../support/sounds.ts";
import { steer, usePassingTime } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
const { requests, fault, credits, setCredits, advance } = steer(emulator);
const { methods } = usePassingTime(advance);

const prompt = "warm lofi piano";

/** What a refusal says, after its first line. */
const problemsOf = async (action: string, props: object) => {
  const error = await failAction(action, props);
  expect(error.name).toBe("ConfigurationError");
  expect(await requests()).toStrictEqual([]);
  return error.message.split("\n").slice(1);
};

const song = (seconds: number, sampleRate = 800) => saved(folder.path(), "song.bin", plainWav({ seconds, sampleRate, isSilent: true }));

const limits = rows.flatMap(({ name: action, requests: forms }) => forms.flatMap(({ path, least, sounds = [] }) =>
  sounds.map(([name, mostSeconds]) => ({ action, path, name, mostSeconds, least }))));

describe.each(limits)("$action at $path, $name:", ({ action, name, mostSeconds, least }) => {
  test.each([6, mostSeconds])("%d s are taken, by us and by the emulator", async (seconds) => {
    await setCredits(0);
    const { message } = await failAction(action, { ...least, [name]: await song(seconds) });
    expect(message).toMatch(/^Stability AI answered 402 payment_required: /);
    expect(await requests()).toHaveLength(1);
  });

  test.each([5.99, mostSeconds + 0.01])("%d s are refused before anything is sent", async (seconds) => {
    expect(await problemsOf(action, { ...least, [name]: await song(seconds) }))
      .toStrictEqual([`- ${name}: is ${seconds} s long, but must be from 6 to ${mostSeconds} s`]);
  });
});

describe("what is no MP3 or WAV is named", () => {
  const ogg = Buffer.concat([Buffer.from("OggS"), Buffer.alloc(200)]);
  const m4a = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypM4A \0\0\0\0M4A mp42"), Buffer.alloc(100)]);
  test.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ["a film", plainFilm, "is an MP4 video and not an MP3 or WAV sound; save its sound as MP3 or WAV"],
    ["an OGG", () => ogg, "is an OGG sound and not an MP3 or WAV sound; convert it to MP3 or WAV"],
    ["an M4A", () => m4a, "is an M4A sound and not an MP3 or WAV sound; convert it to MP3 or WAV"],
    ["a text", () => Buffer.from("la la la la"), "is a text and not an MP3 or WAV sound"],
    ["a picture", () => plainPicture(), "is a PNG picture and not an MP3 or WAV sound"],
    ["a WAV that is cut short", () => plainWav({ seconds: 6 }).subarray(0, 20_000), "is a sound that is cut short"],
  ])("%s", async (_what, make, reason) => {
    const audio = await saved(folder.path(), "given.mp3", await make());
    expect(await problemsOf("audio-to-audio", { audio, prompt })).toStrictEqual([`- audio: ${JSON.stringify(audio)} ${reason}`]);
  });
});

describe("the model decides", () => {
  test.each<[string, object, string[]]>([
    ["text-to-audio", { steps: 8 }, ["- steps: got 8, but must be at least 30"]],
    ["text-to-audio", { steps: 30, model: "stable-audio-2.5" }, ["- steps: got 30, but must be at most 8"]],
    ["text-to-audio", { duration: 190.5 }, ["- duration: got 190.5, but must be at most 190"]],
    ["text-to-audio", { duration: 380.5, model: "stable-audio-3" }, ["- duration: got 380.5, but must be at most 380"]],
    ["text-to-audio", { model: "stable-audio-1" }, [
      "- model: got \"stable-audio-1\", but must be one of stable-audio-2, stable-audio-2.5, stable-audio-3",
    ]],
    ["audio-to-audio", { strength: 0, model: "stable-audio-2.5" }, ["- strength: got 0, but must be at least 0.01"]],
    ["audio-inpaint", { maskStart: 1, cfgScale: 2 }, [
      "- cfgScale: stable-audio-2.5 has no CFG scale here; leave it out, or choose stable-audio-3",
    ]],
  ])("%s refuses %j", async (action, props, problems) => {
    const audio = action === "text-to-audio" ? {} : { audio: await song(6) };
    expect(await problemsOf(action, { prompt, ...audio, ...props })).toStrictEqual(problems);
  });

  test("380 s are taken from model 3, and no more than 190 s sound from the others", async () => {
    await setCredits(0);
    const { message } = await failAction("text-to-audio", { prompt, duration: 380, model: "stable-audio-3" });
    expect(message).toContain("402 payment_required");
    expect((await requests())[0]).toMatchObject({ path: "/v2beta/audio/stable-audio/text-to-audio" });
  });
});

describe("a mask", () => {
  test.each<[object, string]>([
    [{}, "the part begins at 30 s, but the audio is 6 s long; begin it before its end"],
    [{ maskStart: 6 }, "the part begins at 6 s, but the audio is 6 s long; begin it before its end"],
    [{ maskStart: 1, maskEnd: "6.01" }, "the part ends at 6.01 s, but the audio is 6 s long; end it there or before"],
    [{ maskStart: 2, maskEnd: 2 }, "the part ends at 2 s, which is not behind its beginning at 2 s; begin it before it ends"],
  ])("%j is refused", async (mask, reason) => {
    expect(await problemsOf("audio-inpaint", { audio: await song(6), prompt, ...mask }))
      .toStrictEqual([`- maskStart, maskEnd: ${reason}`]);
  });

  test("up to the end of the sound is taken", async () => {
    const props = { audio: await song(6), prompt, maskStart: "5.9", maskEnd: 6, outputFormat: "wav" };
    const { result } = await runAction("audio-inpaint", props);
    expect(result.audios).toMatchObject([{ seconds: 6 }]);
  });
});

test("the largest request with a sound has 50 MiB, and 100 MiB for model 3", async () => {
  const large = (bytes: number) => saved(folder.path(), "large.wav", plainWav({ seconds: 8, sampleRate: bytes / 8, isSilent: true }));
  const mebibyte = 1_048_576;
  const [problem] = await problemsOf("audio-to-audio", { audio: await large(50 * mebibyte), prompt });
  const size = /^- audio: the request would have 52,4\d\d,\d{3} bytes, but the API takes at most 52,428,800; /;
  expect(problem).toMatch(size);
  expect(problem).toMatch(/ give a shorter sound, or the same one as MP3$/);
  await setCredits(0);
  const { message } = await failAction("audio-to-audio", { audio: await large(50 * mebibyte), prompt, model: "stable-audio-3" });
  expect(message).toContain("402 payment_required");
  expect((await requests())[0]?.path).toBe("/v2beta/audio/stable-audio/audio-to-audio");
}, 120_000);

test("a strength that leaves nothing of the sound is told", async () => {
  const { result } = await runAction("audio-to-audio", { audio: await song(6), prompt, duration: 1 });
  expect(result.notes).toStrictEqual([
    "With a strength of 1, which the API takes if you say nothing, the audio has no influence: give a lower one.",
  ]);
});

describe("a sound that is started", () => {
  const started = { prompt, model: "stable-audio-3", duration: 1, seed: 7 };

  test("can be fetched later, for free", async () => {
    const { result } = await runAction("text-to-audio", { ...started, waitForResult: false });
    expect(result).toMatchObject({ status: "in-progress", images: [], credits: 26 });
    await advance(60_000);
    await requests();
    const before = await credits();
    const { result: fetched, exports } = await runAction("get-generation-result", { id: result.id, generationType: "audio" });
    expect(fetched.audios).toMatchObject([{ contentType: "audio/mpeg", sampleRate: 44_100, channels: 2, seed: 7 }]);
    expect(exports["$summary"]).toBe("Fetched 1 s (MP3)");
    await requests();
    expect(await credits()).toBe(before);
  });

  test.each([[403, "permission_denied"], [404, "not_found"]])("%d: who has no access is told so in one sentence", async (status, name) => {
    await fault({ method: "POST", path: "/v2beta/audio/*", status, body: { id: "1", name, errors: ["No."] } });
    const { message } = await failAction("text-to-audio", started, { methods });
    expect(message).toBe(`Stability AI answered ${status} ${name}: No. Choose another model: this account, or this host, `
      + "seems to have no access to Stable Audio 3.");
  });

  test("what is refused for its words is not taken for that", async () => {
    const { message } = await failAction("text-to-audio", { ...started, prompt: "a slur" }, { methods });
    expect(message).toMatch(/403 content_moderation: .* Change the prompt/);
  });
});

describe("beside another host", () => {
  // Which host the actions ask is settled anew after each of these.
  test.each(["url", "data URI"])("a sound by its %s", async (how) => {
    const wav = plainWav({ seconds: 6 });
    const { url } = await startServer((response) => response.writeHead(200, { "Content-Type": "audio/wav" }).end(wav));
    process.env["STABILITY_API_HOST"] = emulator.url();
    const audio = how === "url" ? `${url}/song.mp3` : `data:audio/wav;base64,${wav.toString("base64")}`;
    const { result } = await runAction("audio-to-audio", { audio, prompt, duration: 1, strength: 0.5 });
    expect((await requests())[0]?.fields).toMatchObject({ audio: { contentType: "audio/wav", bytes: wav.length } });
    expect(result.audios).toHaveLength(1);
    expect(result.notes).toBeUndefined();
    expect(result.sent).toStrictEqual({ audio: { contentType: "audio/wav", bytes: wav.length, seconds: 6 } });
    // A data URI is as long as the sound; its beginning tells enough.
    expect(result.parameters["audio"]).toBe(how === "url" ? audio : "data:audio/wav;base64,…");
  });

  test("JSON with a sound is read as it arrives", async () => {
    const wav = plainWav({ seconds: 2, sampleRate: 44_100, channels: 2, bits: 16 });
    await startServer(json(200, { audio: wav.toString("base64"), seed: 7, finish_reason: "SUCCESS" }));
    const { result } = await runAction("text-to-audio", { prompt });
    expect(result.audios).toMatchObject([{ seconds: 2, sampleRate: 44_100, channels: 2, seed: 7, bytes: wav.length }]);
    expect((await readFile(result.filePath ?? "")).equals(wav)).toBe(true);
  });
});
