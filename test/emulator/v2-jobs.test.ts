/** v2: generations that are started, and fetched when they are ready. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { control } from "../support/control.ts";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { gradient, plain, png } from "../support/pictures.ts";
import { authorization, get } from "../support/stability-api.ts";
import { bytesOf, getV2, postV2, v2ErrorOf, type V2Fields, type V2Sending } from "../support/v2-requests.ts";

const emulator = useEmulator({ asOf: "any" });

const call = (method: string, path: string, body?: unknown) => control(emulator.url(), method, path, body);
const advance = (advanceMillis: number) => call("POST", "/clock", { advanceMillis });

const key = "sk-emulator-v2-jobs";
let image: Buffer = Buffer.alloc(0);
let still: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  image = await png({ width: 64, height: 64 }, gradient({ width: 64, height: 64 }));
  still = await png({ width: 576, height: 1024 }, plain(90));
});
beforeEach(async () => {
  await call("POST", "/reset");
  await call("PUT", "/credits", { key, credits: 1000 });
});

async function start(path: string, fields: V2Fields): Promise<string> {
  const response = await postV2(emulator.url(), path, fields, { key });
  expect([response.status, response.headers.get("content-type")]).toStrictEqual([200, "application/json; charset=utf-8"]);
  const answer = await response.json() as { id: string };
  expect(answer).toStrictEqual({ id: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  return answer.id;
}

/** Relighting is the quickest to draw. */
const relight = (fields: V2Fields = {}) =>
  start("edit/replace-background-and-relight", { subject_image: image, background_prompt: "x", seed: 7, ...fields });
const video = (path = "/v2beta/image-to-video") => start(path, { image: still });

const fetchResult = (id: string, sending: V2Sending = {}, path = "/v2beta/results") =>
  getV2(emulator.url(), `${path}/${id}`, { key, ...sending });

const notFound = "404 generation_not_found: id: the generation either does not exist or has expired.";

test("what is set at the start holds for everybody, also after a reset", async () => {
  const { url } = await startEmulator({ startingCredits: 9, ripensAfterMillis: 0 });
  for (const newKey of ["sk-emulator-one", "sk-emulator-two"]) {
    await control(url, "POST", "/reset");
    const fields = { subject_image: image, background_prompt: "x" };
    const started = await postV2(url, "edit/replace-background-and-relight", fields, { key: newKey });
    const { id } = await started.json() as { id: string };
    expect((await getV2(url, `/v2beta/results/${id}`, { key: newKey })).status).toBe(200);
    expect((await get(url, "/v1/user/balance", authorization(newKey))).body).toStrictEqual({ credits: 1 });
  }
});

test("a picture takes 20 seconds of the emulator's clock, and is then the same as often as it is asked", async () => {
  const now = Date.now();
  let ahead = 0;
  const { url } = await startEmulator({ now: () => now + ahead });
  const started = await postV2(url, "edit/replace-background-and-relight", { subject_image: image, background_prompt: "x" }, { key });
  const { id } = await started.json() as { id: string };
  const result = () => getV2(url, `/v2beta/results/${id}`, { key });
  for (ahead of [0, 19_999]) {
    const waiting = await result();
    expect(waiting.status).toBe(202);
    expect(await waiting.text()).toBe(`{"id":"${id}","status":"in-progress"}`);
  }
  ahead = 20_000;
  const [one, other] = await Promise.all([result(), result()]);
  expect(one.headers.get("seed")).toBe(other.headers.get("seed"));
  expect(await bytesOf(one)).toStrictEqual(await bytesOf(other));
  ahead = 20_000 + 24 * 60 * 60 * 1000 - 1;
  expect((await result()).status).toBe(200);
  ahead += 1;
  expect(await v2ErrorOf(await result())).toBe(notFound);
});

test("a film takes 40 seconds, and comes as MP4 or JSON", async () => {
  const id = await video();
  const result = (accept?: string) => fetchResult(id, accept === undefined ? {} : { accept }, "/v2beta/image-to-video/result");
  await advance(39_000);
  expect((await result()).status).toBe(202);
  await advance(1_000);
  const film = await result();
  expect(Object.fromEntries(film.headers)).toMatchObject({ "content-type": "video/mp4", "finish-reason": "SUCCESS", seed: expect.stringMatching(/^\d+$/) as unknown });
  const bytes = await bytesOf(film);
  expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
  const json = await result("application/json");
  expect(json.headers.get("content-type")).toBe("application/json; type=video/mp4");
  expect(await json.json()).toStrictEqual({ video: bytes.toString("base64"), seed: Number(film.headers.get("seed")), finish_reason: "SUCCESS" });
});

test("a picture comes in the format that was asked when it was started", async () => {
  await call("PUT", "/jobs", { ripensAfterMillis: 0 });
  const id = await relight({ output_format: "webp" });
  const response = await fetchResult(id);
  expect(Object.fromEntries(response.headers)).toMatchObject({ "content-type": "image/webp", "finish-reason": "SUCCESS", seed: "7" });
  expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format: "webp", width: 64, height: 64 });
  const json = await fetchResult(id, { accept: "application/json" });
  expect(json.headers.get("content-type")).toBe("application/json; type=image/webp");
  expect(await json.json()).toMatchObject({ result: expect.any(String) as unknown, seed: 7, finish_reason: "SUCCESS" });
});

test("one that is filtered says so when it is fetched", async () => {
  await call("PUT", "/jobs", { ripensAfterMillis: 0 });
  const id = await relight({ background_prompt: "gore" });
  expect((await fetchResult(id)).headers.get("finish-reason")).toBe("CONTENT_FILTERED");
});

test("belongs to the key that started it", async () => {
  await call("PUT", "/jobs", { ripensAfterMillis: 0 });
  const id = await relight();
  expect(await v2ErrorOf(await fetchResult(id, { key: "sk-emulator-other" }))).toBe(notFound);
  expect((await fetchResult(id)).status).toBe(200);
});

describe("where a result is found", () => {
  beforeEach(async () => {
    await call("PUT", "/jobs", { ripensAfterMillis: 0 });
  });
  const pictures = ["/v2beta/results", "/v2beta/stable-image/upscale/creative/result", "/v2alpha/generation/stable-image/upscale/result"];
  const films = ["/v2beta/image-to-video/result", "/v2alpha/generation/image-to-video/result"];

  test("a picture, started wherever, at all paths for pictures and at none for films", async () => {
    const id = await relight();
    for (const path of pictures) expect((await fetchResult(id, {}, path)).status).toBe(200);
    for (const path of films) expect(await v2ErrorOf(await fetchResult(id, {}, path))).toBe(notFound);
  });

  test("a film, started wherever, at all paths for films and at none for pictures", async () => {
    for (const id of [await video(), await video("/v2alpha/generation/image-to-video")]) {
      for (const path of films) expect((await fetchResult(id, {}, path)).status).toBe(200);
      for (const path of pictures) expect(await v2ErrorOf(await fetchResult(id, {}, path))).toBe(notFound);
    }
  });

  test("upscaled pictures of v2beta and v2alpha too", async () => {
    const fields = { image, prompt: "x", output_format: "jpeg" };
    for (const path of ["upscale/creative", "/v2alpha/generation/stable-image/upscale"]) {
      const id = await start(path, fields);
      const { width, height, format } = await sharp(await bytesOf(await fetchResult(id))).metadata();
      expect(format).toBe("jpeg");
      expect(width * height).toBe(3152 * 3152);
    }
  });
});

test("starting is paid for, waiting and fetching are not", async () => {
  const balance = async () => (await get(emulator.url(), "/v1/user/balance", authorization(key))).body["credits"];
  const id = await relight();
  expect(await balance()).toBe(992);
  await fetchResult(id);
  await advance(20_000);
  await fetchResult(id);
  expect(await balance()).toBe(992);
});

test("the control says how long they take from now on, and a reset forgets them", async () => {
  expect(await call("PUT", "/jobs", { ripensAfterMillis: 5000 })).toStrictEqual({ status: 200, body: { ripensAfterMillis: 5000 } });
  const [picture, film] = [await relight(), await video()];
  await advance(4000);
  expect((await fetchResult(picture)).status).toBe(202);
  await advance(1000);
  expect((await fetchResult(picture)).status).toBe(200);
  expect((await fetchResult(film, {}, "/v2beta/image-to-video/result")).status).toBe(200);
  await call("POST", "/reset");
  expect(await v2ErrorOf(await fetchResult(picture))).toBe(notFound);
  await call("PUT", "/credits", { key, credits: 1000 });
  const next = await relight();
  await advance(5000);
  expect((await fetchResult(next)).status).toBe(202);
});

test.each([[{ ripensAfterMillis: -1 }], [{ ripensAfterMillis: 86_400_001 }], [{ ripensAfterMillis: "1" }], [{}], [{ ripensAfterMillis: 1, x: 1 }]])("the control refuses %j", async (body) => {
  expect((await call("PUT", "/jobs", body)).status).toBe(400);
});
