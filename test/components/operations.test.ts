/** Every operation from its props to the file, against the emulator: what is sent, what comes, and what it costs. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { rows } from "../operations/index.ts";
import type { RequestRow, Row } from "../operations/row.ts";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { tracksOf } from "../support/films.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { allFields, asJournaled, leastFields, useGivenPictures } from "../support/given-pictures.ts";
import { steer, usePassingTime } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
const { requests, credits, setCredits, advance } = steer(emulator);
const { methods } = usePassingTime(advance);
const propsOf = useGivenPictures(folder);

type Case = Row & { title: string; request: RequestRow };

const cases = rows.flatMap((row): Case[] => row.requests.map((request) => ({
  ...row,
  title: `${row.name} at ${request.path}, ${Object.keys(leastFields(request)).join(" ")}`,
  request,
})));

function acceptOf({ isStarted, makes, request: { accept, path } }: Case): string {
  if (accept !== undefined) return accept;
  if (isStarted === true || makes === "nothing") return "application/json";
  return path.startsWith("/v1/") ? "image/png" : "image/*";
}

/** The answer to an account without credits: the request was good. */
const noCredits = /^Stability AI answered (402 payment_required|429 insufficient_balance): /;

describe.each(cases)("$title", (row) => {
  const { name, makes, request: { path, least } } = row;

  test("sends what is given, and nothing else", async () => {
    await setCredits(0);
    const run = runAction(name, await propsOf(least));
    if (makes !== "nothing") await expect(run).rejects.toThrow(noCredits);
    await run.catch(() => undefined);
    const [request, ...others] = await requests();
    const method = makes === "nothing" ? "GET" : "POST";
    expect(request).toMatchObject({ method, path, headers: { accept: acceptOf(row) } });
    expect(request?.fields).toStrictEqual(asJournaled(leastFields(row.request)));
    expect(others).toStrictEqual([]);
  });
});

test("every action but the raw request has a row, and every row an action", () => {
  const actions = readdirSync("components/dreamstudio/actions").filter((name) => name !== "api-request");
  expect(rows.map(({ name }) => name).sort()).toStrictEqual(actions.sort());
});

const generations = cases.filter(({ makes }) => makes !== "nothing");

describe.each(generations)("$title", (row) => {
  const { name, request: { path, least, more = {} } } = row;
  const price = row.request.credits;

  test("sends each prop under its own name, and saves what is made of it", async () => {
    const maxCredits = price === undefined ? {} : { maxCredits: String(price) };
    const { result, exports } = await runAction(name, await propsOf({ ...least, ...more, ...maxCredits }), { methods });
    const [request, ...polls] = await requests();
    expect(request).toMatchObject({ method: "POST", path, headers: {
      authorization: "Bearer [redacted]",
      accept: acceptOf(row),
      "content-type": expect.stringMatching(name === "text-to-image" ? "application/json" : "multipart/form-data; boundary="),
      "stability-client-id": "pipedream-dreamstudio",
      "stability-client-version": expect.stringMatching(/^\d+\.\d+\.\d+$/),
    } });
    expect(request?.fields).toStrictEqual(asJournaled(allFields(row.request)));
    expect(polls.length > 0).toBe(row.isStarted === true);
    if (price !== undefined) expect(await credits()).toBe(Number((1000 - price).toFixed(2)));
    expect(result).toMatchObject({ filePaths: [result.filePath], parameters: maxCredits });
    expect(result.credits).toBe(price);

    const [width = 0, height = 0] = row.request.size ?? [];
    const bytes = await readFile(result.filePath ?? "");
    const format = typeof more["outputFormat"] === "string" ? more["outputFormat"] : "png";
    const isVideo = row.makes === "video";
    const [media, ...others] = [...result.images, ...result.videos ?? []];
    expect(others).toStrictEqual([]);
    expect(media).toMatchObject({ bytes: bytes.length, finishReason: "SUCCESS" });
    expect(media).toMatchObject(isVideo ? { contentType: "video/mp4" } : { contentType: `image/${format}`, width, height });
    if (more["seed"] !== undefined) expect(media?.seed).toBe(Number(more["seed"]));
    const ending = isVideo ? "mp4" : format.replace("jpeg", "jpg");
    expect(result.filePath).toMatch(new RegExp(`/${name}-[0-9a-f-]{36}\\.${ending}$`));
    if (isVideo) {
      expect(result.images).toStrictEqual([]);
      expect(tracksOf(bytes)).toMatchObject([{ video: { width, height } }]);
    } else {
      expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format });
      expect(await sharp(bytes).stats()).toHaveProperty("channels");
    }
    const { happened = "" } = row;
    const ends = happened.endsWith(" to") ? ` ${width}x${height}` : "";
    const facts = [
      ...isVideo || ends !== "" ? [] : [`${width}x${height}`],
      ...price === undefined ? [] : [`about ${price} credits`],
    ];
    expect(exports["$summary"]).toBe(`${happened}${ends}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`);
  });
});

const priced = generations.flatMap(({ name, request: { least, more, credits: price, prices = [] } }) =>
  [[{}, price] as const, ...prices].map(([props, credits]) =>
    ({ name, props: { ...least, ...more, ...props }, words: JSON.stringify({ ...least, ...props }), price: credits })));

describe("the price is the least limit that lets a call through", () => {
  test.each(priced)("$name $words costs $price", async ({ name, props, price = NaN }) => {
    await setCredits(0);
    const given = await propsOf(props);
    if (Number.isFinite(price)) {
      await expect(runAction(name, { ...given, maxCredits: String(price) })).rejects.toThrow(noCredits);
      expect((await requests()).length).toBeGreaterThan(0);
    }
    const allowed = Number.isFinite(price) ? Number((price - 0.01).toFixed(2)) : 1_000_000;
    const error = await failAction(name, { ...given, maxCredits: allowed });
    expect(error.name).toBe("ConfigurationError");
    const [, problem, ...others] = error.message.split("\n");
    expect(others).toStrictEqual([]);
    expect(problem).toMatch(Number.isFinite(price)
      ? `- maxCredits: this costs about ${price} credit${price === 1 ? "" : "s"}, more than the ${allowed} allowed`
      : /^- maxCredits: /);
    expect(await requests()).toStrictEqual([]);
  });

  test("a limit of 0 lets nothing through", async () => {
    await failAction("generate-core", { prompt: "x", maxCredits: 0 });
    expect(await requests()).toStrictEqual([]);
  });
});

describe.each(["png", "jpeg", "webp"])("as %s", (outputFormat) => {
  test.each([
    ["search-and-recolor", { image: "@clear", prompt: "x", selectPrompt: "door" }],
    ["replace-background-and-relight", { subjectImage: "@clear", backgroundPrompt: "a beach" }],
  ])("%s saves a file of that type", async (action, props) => {
    const { result } = await runAction(action, await propsOf({ ...props, outputFormat }), { methods });
    expect(await sharp(result.filePath).metadata()).toMatchObject({ format: outputFormat });
    expect(result.images[0]).toMatchObject({ contentType: `image/${outputFormat}` });
  });
});

test("without an output format the file is what the API sends: PNG", async () => {
  const { result } = await runAction("erase", await propsOf({ image: "@clear" }));
  expect(await sharp(result.filePath).metadata()).toMatchObject({ format: "png" });
});

test.each(["png", "webp"])("what has no background any more is transparent as %s", async (outputFormat) => {
  const { result } = await runAction("remove-background", await propsOf({ image: "@opaque", outputFormat }));
  expect(await sharp(result.filePath).metadata()).toMatchObject({ hasAlpha: true, format: outputFormat });
});
