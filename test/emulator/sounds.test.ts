/** The sounds that the emulator makes: what can be heard in them, to the sample where that is promised. */
import { describe, expect, test } from "@jest/globals";
import { parseBuffer } from "music-metadata";
import { useEmulator } from "../support/emulator.ts";
import { musicOf } from "../support/judges.ts";
import { plainWav } from "../support/sounds.ts";
import { bytesOf, postV2, v2ErrorOf, type V2Fields } from "../support/v2-requests.ts";

const emulator = useEmulator();

const rate = 44_100;
const prompt = "warm lofi piano, 80 BPM";
const paths = { textToAudio: "text-to-audio", audioToAudio: "audio-to-audio", inpaint: "inpaint" } as const;

const post = (name: keyof typeof paths, fields: V2Fields) =>
  postV2(emulator.url(), `/v2beta/audio/stable-audio-2/${paths[name]}`, { prompt, seed: 7, output_format: "wav", ...fields });

const sound = async (name: keyof typeof paths, fields: V2Fields) => bytesOf(await post(name, fields));

/** The samples of a WAV of ours, left and right in turn. */
const samplesOf = (wav: Buffer) => new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length));

const given = plainWav({ seconds: 6, sampleRate: rate, channels: 2, bits: 16 });

/** Jest compares long lists slowly. */
const isSame = (one: Int16Array | Buffer, other: Int16Array | Buffer) => {
  const [bytes, others] = [one, other].map((list) => Buffer.from(list.buffer, list.byteOffset, list.byteLength));
  return bytes !== undefined && others !== undefined && bytes.equals(others);
};

/** How loud it is on the whole. */
const loudnessOf = (samples: Int16Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / samples.length);

/** How far two sounds are from each other, on the whole. */
const distance = (one: Int16Array, other: Int16Array) =>
  loudnessOf(one.map((sample, at) => (sample - (other[at] ?? 0)) / 2));

describe("from a prompt", () => {
  test.each([1, 1.5, 2.345])("%d s are so long to the sample, and can be heard", async (duration) => {
    const samples = samplesOf(await sound("textToAudio", { duration }));
    expect(samples).toHaveLength(2 * Math.round(duration * rate));
    expect(loudnessOf(samples)).toBeGreaterThan(0.02);
  });

  test.each([1, 2.345])("an MP3 of %d s is decoded to that length within a frame", async (duration) => {
    const mp3 = await sound("textToAudio", { duration, output_format: "mp3" });
    const { seconds, sampleRate, channels } = await musicOf(mp3, "mp3");
    expect({ sampleRate, channels }).toStrictEqual({ sampleRate: rate, channels: 2 });
    expect(Math.abs(seconds - duration)).toBeLessThanOrEqual(1_152 / rate);
    expect((await parseBuffer(mp3, { mimeType: "audio/mpeg" })).format).toMatchObject({ codec: "MPEG 1 Layer 3" });
  });

  test("prompt and seed decide, and nothing else", async () => {
    const one = await sound("textToAudio", { duration: 1 });
    expect(isSame(await sound("textToAudio", { duration: 1, cfg_scale: 9 }), one)).toBe(true);
    const others = [{ seed: 8 }, { prompt: "fast synth, 150 BPM" }, { prompt: `${prompt}, C minor` }];
    for (const other of others) {
      expect(distance(samplesOf(await sound("textToAudio", { duration: 1, ...other })), samplesOf(one))).toBeGreaterThan(0.01);
    }
  });

  test("JSON has the bytes in `audio`, and says seed and reason", async () => {
    const response = await postV2(emulator.url(), "/v2beta/audio/stable-audio-2/text-to-audio",
      { prompt, seed: 7, duration: 1, output_format: "wav" }, { accept: "application/json" });
    expect(response.headers.get("content-type")).toBe("application/json; type=audio/wav");
    const { audio, ...others } = await response.json() as { audio: string };
    expect(others).toStrictEqual({ seed: 7, finish_reason: "SUCCESS" });
    expect(isSame(Buffer.from(audio, "base64"), await sound("textToAudio", { duration: 1 }))).toBe(true);
  });

  test("what blurs pictures does nothing to sounds", async () => {
    const response = await post("textToAudio", { prompt: "gore", duration: 1 });
    expect(response.headers.get("finish-reason")).toBe("SUCCESS");
  });
});

describe("from a sound", () => {
  test("strength 0 is the sound itself, to the sample", async () => {
    const made = samplesOf(await sound("audioToAudio", { audio: given, strength: 0, duration: 6 }));
    expect(isSame(made, samplesOf(given))).toBe(true);
  });

  test("strength 1 is as if there were none", async () => {
    const made = await sound("audioToAudio", { audio: given, strength: 1, duration: 2 });
    expect(isSame(made, await sound("textToAudio", { duration: 2 }))).toBe(true);
  });

  test("between, the more the further away", async () => {
    const distances = [];
    for (const strength of [0.2, 0.5, 0.8]) {
      const made = samplesOf(await sound("audioToAudio", { audio: given, strength, duration: 2 }));
      distances.push(distance(made, samplesOf(given).subarray(0, made.length)));
    }
    expect(distances).toStrictEqual([...distances].sort((one, other) => one - other));
    expect(distances[0]).toBeGreaterThan(0.001);
  });

  test("an MP3 goes in as well as a WAV", async () => {
    const mp3 = await sound("audioToAudio", { audio: given, strength: 0, duration: 6, output_format: "mp3" });
    const again = samplesOf(await sound("audioToAudio", { audio: mp3, strength: 0, duration: 6 }));
    expect(loudnessOf(again)).toBeCloseTo(loudnessOf(samplesOf(given)), 1);
  }, 120_000);

  test.each([
    ["a web page", Buffer.from("<html></html>")],
    ["an Ogg", Buffer.concat([Buffer.from("OggS"), Buffer.alloc(100)])],
    ["5.99 s", plainWav({ seconds: 5.99 })],
    ["190.01 s", plainWav({ seconds: 190.01, sampleRate: 800, isSilent: true })],
  ])("%s is refused", async (_what, audio) => {
    expect(await v2ErrorOf(await post("audioToAudio", { audio, duration: 1 }))).toMatch(/^400 bad_request: audio: must be /);
  });

  test("what belongs to somebody is 422, as documented", async () => {
    expect(await v2ErrorOf(await post("audioToAudio", { audio: given, prompt: "a copyrighted song" })))
      .toMatch(/^422 copyrighted_content: Our system has detected the presence of copyrighted content in your audio\./);
    expect((await post("textToAudio", { prompt: "a copyrighted song", duration: 1 })).status).toBe(200);
  });
});

describe("a part of a sound", () => {
  test("outside of the mask not a sample changes, and within it does", async () => {
    const before = samplesOf(given);
    const after = samplesOf(await sound("inpaint", { audio: given, mask_start: 2, mask_end: 3.5 }));
    expect(after).toHaveLength(before.length);
    const [start, end] = [2 * 2 * rate, 2 * 3.5 * rate];
    expect(isSame(after.subarray(0, start), before.subarray(0, start))).toBe(true);
    expect(isSame(after.subarray(end), before.subarray(end))).toBe(true);
    expect(distance(after.subarray(start, end), before.subarray(start, end))).toBeGreaterThan(0.05);
  });

  test.each<[V2Fields, string]>([
    [{}, "mask_start: must be within the audio"],
    [{ mask_start: 6.2 }, "mask_start: must be within the audio"],
    [{ mask_start: 2, mask_end: 6.2 }, "mask_end: must be within the audio"],
    [{ mask_start: 2, mask_end: 2 }, "mask_end: must be greater than mask_start"],
    [{ mask_start: 2, mask_end: 1 }, "mask_end: must be greater than mask_start"],
  ])("a mask of %j is refused", async (mask, reason) => {
    expect(await v2ErrorOf(await post("inpaint", { audio: given, ...mask }))).toContain(reason);
  });
});

test("with a sound a body has at most 50 MiB", async () => {
  const audio = Buffer.alloc(50 * 1024 * 1024);
  expect(await v2ErrorOf(await post("audioToAudio", { audio })))
    .toBe("413 payload_too_large: body: payloads cannot be larger than 50MiB in size");
}, 120_000);
