/** What our operations cost, against the price list in the derived document and the sentences of the official one. */
import { describe, expect, test } from "@jest/globals";
import { generateSd3 } from "../../components/dreamstudio/operations/v2/generate/generate-sd3.ts";
import { inpaint } from "../../components/dreamstudio/operations/v2/edit/inpaint.ts";
import { hasDocuments, readDocument } from "../support/official-documents.ts";
import { modelGenerations, nameIn, soundForms, soundGenerations, v2Generations } from "../support/operations.ts";

const documents = hasDocuments
  ? { official: readDocument("v2.json"), derived: readDocument("2026-union.json") }
  : undefined;

/** A credit is a US cent. */
const flatRate = (description = "") => {
  const [, credits] = /Flat rate of ([\d.]+) (?:credits?|cents) per (?:successful )?generation/.exec(description) ?? [];
  return credits === undefined ? undefined : Number(credits);
};

test.each([1, 3, 10])("%d pictures cost as many times what one costs", (count) => {
  const priced = v2Generations.filter(({ parameters }) => "count" in parameters);
  expect(priced.map(({ name }) => name)).toStrictEqual(["generate-core", "generate-sd3", "generate-ultra"]);
  for (const operation of priced) {
    const price = operation.credits({});
    if (price === undefined) throw new Error("it has no price");
    expect(operation.credits({ count })).toBe(count * price);
  }
});

(documents === undefined ? () => undefined : describe)("with the documents", () => {
  if (documents === undefined) return;
  const { official, derived } = documents;
  const priceList = [...v2Generations, ...modelGenerations].flatMap((operation) => nameIn(operation, "v2beta")
    .flatMap((name) => {
      const { credits } = derived.facts(name);
      return credits === undefined ? [] : [{ operation, name, credits }];
    }));

  test.each(priceList.filter(({ operation }) => operation !== generateSd3))("$name costs $credits credits", (one) => {
    expect(one.operation.credits({})).toBe(one.credits);
  });

  test("each model of Stable Diffusion 3.5 has its price", () => {
    const { options, apiDefault } = generateSd3.parameters.model;
    const prices = Object.fromEntries(options.map((model) => [model, generateSd3.credits({ model })]));
    expect(prices).toStrictEqual(priceList.find(({ operation }) => operation === generateSd3)?.credits);
    expect(generateSd3.credits({})).toBe(prices[apiDefault]);
  });

  test("a sound costs what the prose of its address says", () => {
    const said = [...derived.operations].filter((name) => /^POST .*\/audio\//.test(name))
      .map((name) => derived.facts(name).description ?? "").join(" ");
    expect(said).toContain("stable-audio-2: credits = 17 + 0.06*steps (50 steps = 20); stable-audio-2.5: flat 20 credits");
    expect(said).toMatch(/Flat 26 credits/);
    const prices = soundForms.map((form) =>
      ({ path: form.paths.v2beta, usual: form.credits({}), most: form.credits({ steps: 100 }) }));
    const folders = { second: "/v2beta/audio/stable-audio-2", third: "/v2beta/audio/stable-audio" };
    const pricesOf = (name: string) => [
      { path: `${folders.second}/${name}`, usual: 20, most: 23 },
      { path: `${folders.second}/${name}`, usual: 20, most: 20 },
      { path: `${folders.third}/${name}`, usual: 26, most: 26 },
    ];
    const [, ...ofInpaint] = pricesOf("inpaint");
    const expected = [...pricesOf("text-to-audio"), ...pricesOf("audio-to-audio"), ...ofInpaint];
    expect(new Set(prices)).toStrictEqual(new Set(expected));
    expect(prices).toHaveLength(expected.length);
  });

  test("what an action shows costs what its usual model costs", () => {
    for (const shown of soundGenerations) expect(shown.credits({})).toBe(shown.forms?.usual.credits({}));
  });

  test("only videos are not in the price list of v2beta", () => {
    const listed = new Set(priceList.map(({ operation: { name } }) => name));
    expect(v2Generations.map(({ name }) => name).filter((name) => !listed.has(name))).toStrictEqual(["image-to-video"]);
  });

  // What is in no price list has its price in a sentence.
  const others = v2Generations.flatMap((operation) => [
    ...nameIn(operation, "v2alpha").map((name) => ({ operation, name, apiVersion: "v2alpha" })),
    ...nameIn(operation, "v2beta").filter((name) => derived.facts(name).credits === undefined)
      .map((name) => ({ operation, name, apiVersion: "v2beta" })),
  ]);

  test.each(others.filter(({ name }) => !name.endsWith("/inpaint")))("$name costs what is said", (one) => {
    const { description } = official.facts(one.name);
    expect(flatRate(description)).toBeGreaterThan(0);
    expect(one.operation.credits({ apiVersion: one.apiVersion })).toBe(flatRate(description));
  });

  test("each mode of v2alpha's inpainting costs what is said", () => {
    const name = "POST /v2alpha/generation/stable-image/inpaint";
    const said = [...(official.facts(name).description ?? "").matchAll(/`mode` set to `(\w+)` cost (\d+) cents/g)]
      .map(([, mode, cents]) => [mode, Number(cents)]);
    const prices = inpaint.parameters.mode.options.map((mode) => [mode, inpaint.credits({ apiVersion: "v2alpha", mode })]);
    expect(Object.fromEntries(prices)).toStrictEqual(Object.fromEntries(said));
    const replacing = v2Generations.find((operation) => operation.name === "search-and-replace");
    expect(replacing?.credits({ apiVersion: "v2alpha" })).toBe(inpaint.credits({ apiVersion: "v2alpha", mode: "search" }));
  });
});
