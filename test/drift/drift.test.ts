/** `npm run drift`: a change of each kind is planted in a document, and found on each side that can see it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../scripts/drift/asking.ts";
import { differencesOfComponents } from "../../scripts/drift/components.ts";
import { placeOf, type Difference } from "../../scripts/drift/difference.ts";
import { OpenApiDocument } from "../../scripts/drift/document.ts";
import { differencesOfDocumented, differencesOfGone } from "../../scripts/drift/emulator.ts";
import { sortByExceptions, type Exception } from "../../scripts/drift/exceptions.ts";
import { reportOn, rowOf } from "../../scripts/drift/report.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { hasDocuments, readDocument } from "../support/official-documents.ts";
import { corePath, documentOfCore, type Planted } from "./document.ts";

let emulator: Emulator | undefined;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator?.close();
});

const inShort = (difference: Difference) =>
  `${placeOf(difference)}: ${difference.ours} | ${difference.documented}`;

/** What differs, but for the operations that the document does not have. */
async function found(plant?: (document: Planted) => void): Promise<string[]> {
  if (emulator === undefined) throw new Error("the emulator has not started");
  const document = new OpenApiDocument(documentOfCore(plant));
  const differences = [...differencesOfComponents(document), ...await differencesOfDocumented(emulator, document)];
  return differences.filter(({ aspect, field }) => aspect !== "gone" || field !== "").map(inShort);
}

const seedIsWhole = "v2beta/generate-core seed type: integer | number";

test("a document that says the same differs in nothing but what is listed", async () => {
  expect(await found()).toStrictEqual([seedIsWhole]);
});

describe("a change is found", () => {
  const core = "v2beta/generate-core";
  const post = (document: Planted) => document.paths[corePath]?.["post"] ?? { description: "" };
  const set = (field: string, change: object) => ({ properties }: Planted) => {
    properties[field] = { ...properties[field], ...change };
  };

  test.each<[string, (document: Planted) => void, string[]]>([
    ["a new operation", ({ paths }) => {
      paths["/v2beta/next"] = { post: { description: "", responses: {} } };
    }, ["POST /v2beta/next new: – | yes", "emulator POST /v2beta/next new: – | served"]],
    ["an operation that is retired", (document) => {
      post(document)["x-lifecycle"] = "retired 2027";
    }, [`${core} retired: false | true`, `emulator ${core} retired: served | retired`]],
    ["a new field", set("mood", { type: "string" }), [
      `${core} mood new: – | string`, `emulator ${core} mood new: – | string`,
    ]],
    ["a field gone", ({ properties }) => {
      delete properties["negative_prompt"];
    }, [`${core} negative_prompt gone: string | –`, `emulator ${core} negative_prompt gone: takes it | –`]],
    ["a field that is now required", ({ required }) => {
      required.push("seed");
    }, [`${core} seed required: false | true`, `emulator ${core} seed required: false | true`]],
    ["a field that is required no more", ({ required }) => {
      required.pop();
    }, [`${core} prompt required: true | false`, `emulator ${core} prompt required: true | false`]],
    ["a higher maximum", set("seed", { maximum: 4_294_967_295 }), [
      `${core} seed maximum: 4294967294 | 4294967295`, `emulator ${core} seed maximum: takes less | 4294967295`,
    ]],
    ["a lower maximum", set("seed", { maximum: 10 }), [
      `${core} seed maximum: 4294967294 | 10`, `emulator ${core} seed maximum: takes more | 10`,
    ]],
    ["a higher minimum", set("seed", { minimum: 1 }), [
      `${core} seed minimum: 0 | 1`, `emulator ${core} seed minimum: takes more | 1`,
    ]],
    ["a longer text", set("prompt", { maxLength: 10_001 }), [
      `${core} prompt maxLength: 10000 | 10001`, `emulator ${core} prompt maxLength: takes less | 10001`,
    ]],
    ["a least length", set("negative_prompt", { minLength: 1 }), [
      `${core} negative_prompt minLength: – | 1`, `emulator ${core} negative_prompt minLength: takes more | 1`,
    ]],
    ["another default", set("output_format", { default: "jpeg" }), [`${core} output_format default: png | jpeg`]],
    ["another type", set("prompt", { type: "object" }), [`${core} prompt type: string | object`]],
    ["one choice more", set("output_format", { enum: ["avif", "jpeg", "png", "webp"] }), [
      `${core} output_format enum: jpeg, png, webp | avif, jpeg, png, webp`,
      `emulator ${core} output_format enum: jpeg, png, webp | avif, jpeg, png, webp`,
    ]],
    ["one choice less", set("output_format", { enum: ["jpeg", "png"] }), [
      `${core} output_format enum: jpeg, png, webp | jpeg, png`,
      `emulator ${core} output_format enum: jpeg, png, webp | jpeg, png`,
    ]],
    ["another price in the description", (document) => {
      post(document).description = "Flat rate of 3.5 credits per successful generation.";
    }, [`${core} price: 3 | 3.5`]],
    ["no price any more", (document) => {
      post(document).description = "Makes a picture.";
    }, [`${core} price: 3 | –`]],
    ["another price in a price list", (document) => {
      post(document)["x-credits"] = 4;
    }, [`${core} price list: 3 | 4`]],
    ["another media type to ask for", (document) => {
      post(document)["parameters"] = [{ name: "accept", in: "header", schema: { type: "string", enum: ["image/png"] } }];
    }, [`${core} accept enum: image/* | image/png`]],
  ])("%s", async (_, plant, expected) => {
    expect((await found(plant)).filter((one) => one !== seedIsWhole)).toStrictEqual(expected);
  });

  test("an operation that is gone, and a version of which nothing is left", async () => {
    if (emulator === undefined) throw new Error("the emulator has not started");
    const document = new OpenApiDocument(documentOfCore());
    const gone = [...differencesOfComponents(document), ...await differencesOfGone(emulator, document)].map(placeOf);
    expect(gone).toEqual(expect.arrayContaining([
      "v2beta/erase gone", "emulator v2beta/erase gone", "v2alpha gone", "emulator v2alpha/inpaint gone",
    ]));
    expect(gone.filter((one) => /generate-core gone|v1/.test(one))).toStrictEqual([]);
  });
});

describe("exceptions", () => {
  const difference: Difference = {
    who: "components", operation: "v2beta/x", field: "seed", aspect: "type", ours: "integer", documented: "number",
  };

  test.each<[string, Exception[], number, number]>([
    ["the same place and value", [["v2beta/x seed type", "number", ""]], 0, 0],
    ["a star for a part of a word", [["v2*/* seed type", "number", ""]], 0, 0],
    ["another value", [["v2beta/x seed type", "text", ""]], 1, 1],
    ["another field", [["v2beta/x seed2 type", "number", ""]], 1, 1],
    ["the emulator", [["emulator v2beta/x seed type", "number", ""]], 1, 1],
    ["one of two", [["v2beta/x seed type", "number", ""], ["v2beta/y seed type", "number", ""]], 0, 1],
  ])("%s", (_, listed, unlisted, unused) => {
    const sorted = sortByExceptions([difference], listed);
    expect([sorted.unlisted.length, sorted.unused.length]).toStrictEqual([unlisted, unused]);
  });

  (hasDocuments ? test : () => undefined)("of the newest document cover all that differs, and no more", async () => {
    const report = await reportOn(readDocument("2026-union.json"));
    expect(report).toMatchObject({ unlisted: [], unused: [] });
  }, 60_000);
});

test("a row names of long lists what the other side lacks", () => {
  const one = { who: "emulator", operation: "x", field: "y" } as const;
  expect(rowOf({ ...one, aspect: "enum", ours: "a, b, c", documented: "a, b, d, e" }))
    .toStrictEqual({ ...one, what: "enum", ours: "3 values, with c", documented: "4 values, with d, e" });
});

describe("the command", () => {
  const folder = usePicturesFolder();

  interface Output {
    code: unknown;
    stdout: string;
    stderr: string;
  }

  const drift = (...args: readonly string[]) => new Promise<Output>((resolve) => {
    execFile("node", ["build/scripts/drift.mjs", ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });

  test("prints a table of what differs and ends with 1", async () => {
    const file = join(folder.path(), "openapi.json");
    await writeFile(file, JSON.stringify(documentOfCore(({ properties }) => {
      properties["mood"] = { type: "string" };
    })));
    const { code, stdout } = await drift(file, "--today", "2026-11-25");
    expect(code).toBe(1);
    expect(stdout).toMatch(/operations\/prices\.ts.*a picture in v1: 0\.9 credits.*2025-02-26/);
    expect(stdout).not.toMatch(/generate-core: 3 credits/);
    expect(stdout).toMatch(/components.*v2beta\/generate-core.*mood.*new/);
    expect(stdout).toMatch(/emulator.*v2beta\/generate-core.*mood.*new/);
    expect(stdout).toContain("Operations compared: 1. New differences: ");
    expect(stdout).toMatch(/ Listed with their reason: 1\. Listed in vain: \d+\.$/m);
  });

  test.each([
    ["no file", [], "Which document?"],
    ["a file that is missing", ["no-such.json"], "ENOENT"],
    ["what is no JSON", ["README.md"], "JSON"],
    ["what is no document of an API", ["package.json"], "this is no OpenAPI document: it has no paths"],
    ["an option that it does not have", ["--no-such"], "--no-such"],
  ])("%s: says so, and ends with 2", async (_, args, words) => {
    const { code, stderr } = await drift(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain("npm run drift -- <openapi.json>");
    expect(stderr).not.toContain("    at ");
  });
});
