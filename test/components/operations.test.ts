/** Every operation from its props to the file, against the emulator: what is sent, what comes, and what it costs. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { rows } from "../operations/index.ts";
import type { GenerationResult } from "../../components/dreamstudio/common/results/result.ts";
import type { Props, RequestRow, Row } from "../operations/row.ts";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { tracksOf } from "../support/films.ts";
import { musicOf, validateModel } from "../support/judges.ts";
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

const startsIt = ({ isStarted, request }: Case) => request.isStarted ?? isStarted ?? false;

function acceptOf(row: Case): string {
  const { makes, request: { accept, path } } = row;
  if (accept !== undefined) return accept;
  if (startsIt(row) || makes === "nothing") return "application/json";
  if (makes === "sound") return "audio/*";
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

test("every action that has an operation of its own has a row, and every row an action", () => {
  const actions = readdirSync("components/dreamstudio/actions").filter((name) => name !== "api-request" && name !== "fit-image");
  expect(rows.map(({ name }) => name).sort()).toStrictEqual(actions.sort());
});

const generations = cases.filter(({ makes }) => makes !== "nothing");

/** What the summary says of a file; how long it is, of a sound. */
interface Told {
  made: string;
  ending: string;
  facts: string[];
}

const formatOf = ({ more = {} }: RequestRow, usual: string) =>
  typeof more["outputFormat"] === "string" ? more["outputFormat"] : usual;

/** Programs that are not ours say what was made. */
const expectations = {
  async picture({ request }: Case, { images: [media] }: GenerationResult, bytes: Buffer): Promise<Told> {
    const [width = 0, height = 0] = request.size ?? [];
    const format = formatOf(request, "png");
    expect(media).toMatchObject({ contentType: `image/${format}`, width, height });
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format });
    expect(await sharp(bytes).stats()).toHaveProperty("channels");
    return { made: "", ending: format.replace("jpeg", "jpg"), facts: [`${width}x${height}`] };
  },
  async video({ request }: Case, { images, videos: [media] = [] }: GenerationResult, bytes: Buffer): Promise<Told> {
    const [width, height] = request.size ?? [];
    expect(images).toStrictEqual([]);
    expect(media).toMatchObject({ contentType: "video/mp4" });
    expect(tracksOf(bytes)).toMatchObject([{ video: { width, height } }]);
    return Promise.resolve({ made: "", ending: "mp4", facts: [] });
  },
  async sound({ request }: Case, { images, audios: [media] = [] }: GenerationResult, bytes: Buffer): Promise<Told> {
    const { seconds = 0 } = request;
    const format = formatOf(request, "mp3");
    const judged = await musicOf(bytes, format);
    expect(images).toStrictEqual([]);
    expect(judged).toMatchObject({ sampleRate: 44_100, channels: 2 });
    // A frame of an MP3 has 1,152 samples.
    expect(Math.abs(judged.seconds - seconds)).toBeLessThanOrEqual(format === "mp3" ? 1_152 / 44_100 : 0);
    expect(media).toMatchObject({
      contentType: format === "mp3" ? "audio/mpeg" : "audio/wav", sampleRate: 44_100, channels: 2,
      seconds: Number(judged.seconds.toFixed(3)),
    });
    return { made: `${seconds} s`, ending: format, facts: [format.toUpperCase()] };
  },
  async model(_row: Case, { images, models: [media] = [] }: GenerationResult, bytes: Buffer): Promise<Told> {
    const { errors, triangles } = await validateModel(bytes);
    expect(errors).toBe(0);
    expect(triangles).toBeGreaterThan(100);
    expect(images).toStrictEqual([]);
    expect(media).toMatchObject({ contentType: "model/gltf-binary", triangles });
    return { made: "", ending: "glb", facts: [`${triangles.toLocaleString("en-US")} triangles`] };
  },
} as const;

function expectMedia(row: Case, result: GenerationResult, bytes: Buffer): Promise<Told> {
  const { makes = "picture" } = row;
  if (makes === "nothing") throw new Error("it makes nothing");
  return expectations[makes](row, result, bytes);
}

const sidecarOf = async ({ filePath = "" }: GenerationResult) =>
  JSON.parse(await readFile(`${filePath}.json`, "utf8")) as Record<string, unknown>;

/** Props as a sidecar has them: of files only their names, the seed elsewhere, and nothing that is for us alone. */
const asTold = (props: Props) => Object.fromEntries(Object.entries(props)
  .filter(([name]) => name !== "seed" && name !== "count")
  .map(([name, value]) => [name, String(value).startsWith("@") ? expect.stringMatching(/^[^/]+$/) as unknown : value]));

describe.each(generations)("$title", (row) => {
  const { name, makes, request: { path, least, more = {} } } = row;
  const price = row.request.credits;

  test("sends each prop under its own name, and saves what is made of it", async () => {
    const maxCredits = price === undefined ? {} : { maxCredits: String(price) };
    const given = await propsOf({ ...least, ...more, ...maxCredits, saveParameters: "sidecar" });
    const { result, exports } = await runAction(name, given, { methods });
    const [request, ...polls] = await requests();
    expect(request).toMatchObject({ method: "POST", path, headers: {
      authorization: "Bearer [redacted]",
      accept: acceptOf(row),
      "content-type": expect.stringMatching(name === "text-to-image" ? "application/json" : "multipart/form-data; boundary="),
      "stability-client-id": "pipedream-dreamstudio",
      "stability-client-version": expect.stringMatching(/^\d+\.\d+\.\d+$/),
    } });
    expect(request?.fields).toStrictEqual(asJournaled(allFields(row.request)));
    expect(polls.length > 0).toBe(startsIt(row));
    if (price !== undefined) expect(await credits()).toBe(Number((1000 - price).toFixed(2)));
    expect(result).toMatchObject({ filePaths: [result.filePath], parameters: maxCredits });
    expect(result.credits).toBe(price);
    expect(await sidecarOf(result)).toMatchObject({ operation: name, parameters: asTold({ ...least, ...more }) });

    const bytes = await readFile(result.filePath ?? "");
    const [media, ...others] = [result.images, result.videos ?? [], result.audios ?? [], result.models ?? []].flat();
    expect(others).toStrictEqual([]);
    expect(media).toMatchObject({ bytes: bytes.length, finishReason: "SUCCESS" });
    // Documented: a model comes with nothing but its type.
    if (more["seed"] !== undefined && makes !== "model") expect(media?.seed).toBe(Number(more["seed"]));
    const { made, ending, facts } = await expectMedia(row, result, bytes);
    expect(result.filePath).toMatch(new RegExp(`/${name}-[0-9a-f-]{36}\\.${ending}$`));
    const happened = row.happened?.replace("…", made) ?? "";
    const ends = happened.endsWith(" to") ? ` ${facts.join()}` : "";
    const told = [...ends === "" ? facts : [], ...price === undefined ? [] : [`about ${price} credits`]];
    expect(exports["$summary"]).toBe(`${happened}${ends}${told.length === 0 ? "" : ` (${told.join(", ")})`}`);
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
