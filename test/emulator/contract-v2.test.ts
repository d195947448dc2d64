/**
 * Holds the emulator's v2beta and v2alpha against the documents, where they are: what they allow is taken to its
 * edges, what is just beyond is refused, and what they do not know neither. Whatever is taken ends at the till, with
 * 402 (in no document) and nothing drawn, as the account has no credits.
 *
 * What is held to be true instead of what the documents say:
 * - `erase` requires a `prompt`, which it does not describe, and which no sample sends; it is taken and ignored;
 * - `sd3` takes models that the list of 2026 lacks: `sd3.5-flash` is in its prose, `sd3-*` are served by successors;
 * - the errors 401, 402 and 404 for unknown paths are in no document, but were seen;
 * - 413, 422 and 429 are not documented for v2alpha; of these 429 comes all the same, as for the whole API;
 * - 403 and 422 are documented for operations without a text; here they need one, so that they never come there;
 * - 403 and 422 of the operations without pictures are documented with the example of a picture;
 * - the `creativity` of outpaint is both at most 0.5, as elsewhere, and at most 1: what is said last counts;
 * - the steps of sounds have a range for each model, which is in prose; a mask of a sound is held to that sound, which
 *   is no document's word (sounds.test.ts);
 * - a model comes as its file, and never as JSON (models.test.ts);
 * - the documents have fields that need each other as optional; `companionsOf` has what a field needs.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { casesOf, fieldsOf, isFile, type Fields } from "../support/contract-cases.ts";
import { control } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { readContract, type Contract, type Operation, type Schema } from "../support/openapi.ts";
import { plain, png } from "../support/pictures.ts";
import { plainWav } from "../support/sounds.ts";
import type { FormValue } from "../support/stability-api.ts";
import { bytesOf, getV2, leastRequests, postV2, v2ErrorOf, type Given, type V2Fields } from "../support/v2-requests.ts";

const folder = join(process.cwd(), "../shared/openapi");

const isMeant = (path: string) => /^\/v2(alpha|beta)\//.test(path);

const contracts = existsSync(folder)
  ? [["v2.json", "2025-02-26"], ["2026-union.json", "2026-10-09"]].map(([file = "", day = ""]) =>
      ({ file, day, contract: readContract(join(folder, file), "", isMeant) }))
  : [];

const newest = contracts.at(-1)?.contract;

/** The derived document of 2026 keeps what is gone, and says so. */
const isRetired = ({ lifecycle }: Operation) => lifecycle.startsWith("retired");

const newestPaths = new Set(newest?.operations.filter((one) => !isRetired(one)).map(({ path }) => path));

/** What a field needs beside it, or what must not be there; it stands over what every request has. */
function companionsOf(path: string, name: string, value: unknown, { image }: Given): V2Fields {
  if (path.endsWith("/sd3")) {
    if (name === "image") return { mode: "image-to-image", strength: 1 };
    if (name === "strength") return { mode: "image-to-image", image };
    if (name === "mode" && value === "image-to-image") return { image, strength: 1 };
  }
  if (path.endsWith("/ultra")) {
    if (name === "image") return { strength: 1 };
    if (name === "strength") return { image };
  }
  if (path.endsWith("/outpaint")) return name === "left" ? { right: 1 } : { left: 1 };
  if (path.endsWith("-relight")) return { background_reference: image, background_prompt: "x", light_source_direction: "left" };
  return {};
}

/** A field whose absence needs the absence of others. */
const belongsTogether = (path: string, name: string) =>
  (path.endsWith("/ultra") || path.endsWith("/sd3")) && (name === "image" || name === "strength");

const toPart = (value: unknown): FormValue | undefined =>
  Buffer.isBuffer(value) || typeof value === "string" || value === undefined ? value : JSON.stringify(value);

const toParts = (fields: Fields): V2Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toPart(value)]));

/** The fields of all operations of all documents. */
const everyField = new Set(["undocumented", ...contracts.flatMap(({ contract }) =>
  contract.operations.flatMap(({ bodies }) => bodies.flatMap(({ properties = {} }) => Object.keys(properties))))]);

const key = "sk-emulator-contract-v2";
const paying = "sk-emulator-contract-v2-rich";

const given: Given = { image: Buffer.alloc(0), still: Buffer.alloc(0), song: plainWav({ seconds: 31 }) };
beforeAll(async () => {
  given.image = await png({ width: 64, height: 64 }, (x, y) => [x * 4, y * 4, 90, x < 32 ? 0 : 255]);
  given.still = await png({ width: 768, height: 768 }, plain(90));
});

/** The mode that a body is told apart by, if it is. */
const modeOf = ({ properties: { mode } = {} }: Schema) => mode?.enum?.length === 1 ? mode.enum[0] : undefined;

/** What the body needs at least, by the table of the tests. */
function leastOf({ path }: Operation, body: Schema): V2Fields {
  const fields = leastRequests.find((one) => one.path === path)?.fields(given);
  if (fields === undefined) throw new Error(`the table has no ${path}`);
  return modeOf(body) === "search" ? { ...fields, mode: "search", search_prompt: "x" } : fields;
}

/** What a field takes; the range of steps follows from the model that is usual, and stands in prose. */
const schemaOf = ({ path }: Operation, name: string, schema: Schema): Schema =>
  path.includes("/stable-audio-2/") && name === "steps" && schema.minimum === undefined
    ? { ...schema, minimum: 30, maximum: 100 }
    : schema;

/** The file that a path takes. */
const fileFor = (path: string) => path.includes("video") ? given.still : path.includes("/audio/") ? given.song : given.image;

/** As the document has it, but for what is known to be wrong. */
const requiredOf = ({ path }: Operation, { required = [] }: Schema) =>
  required.filter((name) => !(path.endsWith("/erase") && name === "prompt"));

function holdAgainst({ day, contract }: { day: string; contract: Contract }): void {
  // The clock runs on with each look at it, so that the rate limit never bites and results are ready at once.
  let now = Date.parse(day);
  const emulator = useEmulator({ asOf: day, now: () => (now += 1000) });
  beforeAll(async () => {
    await control(emulator.url(), "PUT", "/credits", { key, credits: 0 });
    await control(emulator.url(), "PUT", "/credits", { key: paying, credits: 100_000 });
    await control(emulator.url(), "PUT", "/jobs", { ripensAfterMillis: 0 });
  });

  async function expectAnswer(isTaken: boolean, { path }: Operation, fields: Fields, what: unknown) {
    const response = await postV2(emulator.url(), path, toParts(fields), { key });
    const answer = await v2ErrorOf(response);
    const beginning = isTaken ? /^402 payment_required: / : /^400 bad_request: /;
    expect({ what, answer }).toStrictEqual({ what, answer: expect.stringMatching(beginning) as unknown });
  }

  const alive = contract.operations.filter((operation) => !isRetired(operation));
  const posts = alive.filter(({ method }) => method === "POST");
  const gets = alive.filter(({ method }) => method === "GET");

  test("has the paths of the document, and of other documents none", async () => {
    const own = new Set(alive.map(({ path }) => path));
    for (const { path, method } of contracts.flatMap(({ contract }) => contract.operations)) {
      const { status } = await fetch(`${emulator.url()}${path.replace("{id}", "x")}`, { method });
      expect([path, status]).toStrictEqual([path, own.has(path) ? 401 : 404]);
    }
  });

  const bodies = posts.flatMap((operation) => operation.bodies.map((body) => {
    const mode = modeOf(body);
    return { title: `${operation.path}${mode === undefined ? "" : `, mode ${mode}`}`, operation, body };
  }));

  describe.each(bodies)("$title", ({ operation, body }) => {
    const fields = fieldsOf(contract, body)
      .map(({ place: [name], schema }) => ({ name: String(name), schema: schemaOf(operation, String(name), schema) }))
      .filter(({ name }) => !/^mask_(start|end)$/.test(name));

    test("has no field but those of the document", async () => {
      // What belongs to another mode is refused in other words (v2-rules.test.ts).
      const own = operation.bodies.flatMap(({ properties = {} }) => Object.keys(properties));
      const ignored = operation.path.endsWith("/erase") ? ["prompt"] : [];
      const others = [...everyField].filter((name) => ![...own, ...ignored].includes(name));
      expect(others).toContain("undocumented");
      const strangers = Object.fromEntries(others.map((name) => [name, "1"]));
      const fields = { ...leastOf(operation, body), ...strangers };
      const response = await postV2(emulator.url(), operation.path, fields, { key });
      const errors = (await v2ErrorOf(response)).replace("400 bad_request: ", "").split("; ");
      expect(errors.sort()).toStrictEqual(others.map((name) => `${name}: is not a known field`).sort());
    });

    test.each(fields)("$name", async ({ name, schema }) => {
      const withValue = (value: unknown) =>
        ({ ...leastOf(operation, body), ...companionsOf(operation.path, name, value, given), [name]: value });
      const { allowed, refused } = isFile(schema)
        ? { allowed: [fileFor(operation.path)], refused: [Buffer.from("no picture"), Buffer.alloc(0)] }
        : casesOf(schema);
      expect(allowed.length).toBeGreaterThan(0);
      for (const value of allowed) await expectAnswer(true, operation, withValue(value), { name, value });
      for (const value of refused) await expectAnswer(false, operation, withValue(value), { name, value });
      if (schema.type === "integer") await expectAnswer(false, operation, withValue("1.5"), { name });
      const without = belongsTogether(operation.path, name)
        ? leastOf(operation, body)
        : { ...withValue(undefined), [name]: undefined };
      await expectAnswer(!requiredOf(operation, body).includes(name), operation, without, { without: name });
    });

    test("what it refuses has the documented statuses", async () => {
      const status = async (more: V2Fields) =>
        (await postV2(emulator.url(), operation.path, { ...leastOf(operation, body), ...more }, { key })).status;
      const ifDocumented = (wanted: number, otherwise: number) =>
        operation.statuses.includes(String(wanted)) ? wanted : otherwise;
      expect(await status({ padding: Buffer.alloc(10 * 1024 * 1024) })).toBe(ifDocumented(413, 400));
      expect(operation.statuses).toContain("400");
      for (const name of Object.keys(body.properties ?? {}).filter((one) => one.endsWith("prompt"))) {
        if (modeOf(body) === "mask" && name === "search_prompt") continue;
        expect(operation.statuses).toContain("403");
        expect(await status({ [name]: "a slur" })).toBe(403);
        expect(await status({ [name]: "bonjour" })).toBe(ifDocumented(422, 402));
      }
    });
  });

  // To save time, what both documents have is drawn as of the newer one only, and what is started in v2alpha not here:
  // it is the same as in v2beta (v2-jobs.test.ts).
  const drawn = bodies.filter(({ operation: { path } }) => (contract === newest || !newestPaths.has(path))
    && !(path.startsWith("/v2alpha") && !path.endsWith("/inpaint")) && !path.startsWith("/v2beta/3d/"));

  test.each(drawn)("$title: the documented answer, and defaults for what is left out", async ({ operation, body }) => {
    const { properties = {} } = body;
    const defaults = Object.fromEntries(Object.entries(properties)
      .map(([name, schema]) => [name, contract.resolve(schema).default] as const)
      // The end of a mask that is behind the end of its sound.
      .filter(([name, value]) => value !== undefined && name !== "mask_end"));
    const seed = "seed" in properties ? { seed: 7 } : {};
    const companions = companionsOf(operation.path, "", undefined, given);
    const least: V2Fields = { ...leastOf(operation, body), ...companions, ...seed };
    // Millions of pixels take long as PNG.
    if (operation.path.includes("/upscale/")) least["output_format"] = "jpeg";
    // So do minutes of sound.
    if (operation.path.includes("/audio/")) Object.assign(least, { duration: "1", output_format: "wav" });
    const answer = await resultOf(operation, least);
    const { answer: schema } = gets.find(({ path }) => path === resultPathOf(operation)) ?? operation;
    // A result that is fetched is called `result` in its JSON, as was seen; the documents say `image`.
    const isFetched = operation.path.startsWith("/v2beta/stable-image")
      && leastRequests.find(({ path }) => path === operation.path)?.isStarted === true;
    const members = Object.keys(contract.resolve(schema ?? {}).properties ?? {})
      .map((name) => isFetched && name === "image" ? "result" : name);
    expect(Object.keys(answer).sort()).toStrictEqual(members.sort());
    expect(answer).toMatchObject({ finish_reason: "SUCCESS", ...seed });
    const own = "seed" in properties ? seed : { seed: answer.seed };
    expect({ ...await resultOf(operation, toParts({ ...defaults, ...least })), ...own }).toStrictEqual(answer);
  });

  /** The JSON of what it made, at once or when it is ready. */
  async function resultOf(operation: Operation, fields: V2Fields) {
    const accept = "application/json";
    const isStarted = leastRequests.find(({ path }) => path === operation.path)?.isStarted ?? false;
    const response = await postV2(emulator.url(), operation.path, fields, { key: paying, accept });
    expect(response.status).toBe(Math.min(...operation.statuses.map(Number)));
    const answer = await response.json() as { id: string; seed: number };
    if (!isStarted) return answer;
    const fetched = await getV2(emulator.url(), resultPathOf(operation).replace("{id}", answer.id), { key: paying, accept });
    return JSON.parse((await bytesOf(fetched)).toString()) as { seed: number };
  }

  test.each(gets)("$path knows neither other ids nor what is none", async ({ path, statuses }) => {
    const error = async (id: string) => v2ErrorOf(await getV2(emulator.url(), path.replace("{id}", id), { key }));
    expect(statuses).toEqual(expect.arrayContaining(["200", "202", "400", "404"]));
    expect(await error("0".repeat(64))).toMatch(/^404 generation_not_found: /);
    expect(await error("0".repeat(63))).toMatch(/^400 bad_request: /);
    expect(await error("0".repeat(65))).toMatch(/^400 bad_request: /);
  });
}

/** Where the result of an operation is fetched. */
function resultPathOf({ path }: Operation): string {
  if (path.includes("/audio/")) return "/v2beta/audio/results/{id}";
  return path.startsWith("/v2beta/stable-image") ? "/v2beta/results/{id}" : `${path}/result/{id}`;
}

for (const one of contracts) {
  describe(`${one.file} as of ${one.day}`, () => {
    holdAgainst(one);
  });
}

test(contracts.length === 0 ? `there are no documents in ${folder}` : "each document has all its operations", () => {
  const counts = contracts.map(({ contract }) => contract.operations.length);
  expect(counts).toStrictEqual(contracts.length === 0 ? [] : [27, 35]);
});
