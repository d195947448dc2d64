/** Every operation's own examples, and its rules at their edges. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkInputs } from "../../components/dreamstudio/common/inputs/check.ts";
import { parseParameter } from "../../components/dreamstudio/common/inputs/parse.ts";
import { engines, nearestSize, sizesOf } from "../../components/dreamstudio/operations/v1/engines.ts";
import type { Size } from "../../components/dreamstudio/operations/size.ts";
import { getGenerationResult } from "../../components/dreamstudio/operations/v2/generation-result.ts";
import type {
  IntegerParameter, NumberParameter, Parameter, Parameters,
} from "../../components/dreamstudio/operations/parameter.ts";
import {
  replaceBackgroundAndRelight,
} from "../../components/dreamstudio/operations/v2/edit/replace-background-and-relight.ts";
import { fitImage } from "../../components/dreamstudio/operations/fit-image.ts";
import { textToImage } from "../../components/dreamstudio/operations/v1/text-to-image.ts";
import { inputsToTry } from "../support/depth.ts";
import { parameterSets as operations, soundForms } from "../support/operations.ts";

/** The values beside the ends of a range that are just outside it. */
function justOutside({ kind, min, max }: IntegerParameter | NumberParameter): number[] {
  const step = kind === "integer" ? 1 : 1e-9;
  return [min - step, ...max === undefined ? [] : [max + step]];
}

describe.each([...operations, ...soundForms, fitImage])("$name", ({ parameters }: { parameters: Parameters }) => {
  test.each(Object.entries(parameters))("%s takes its examples and refuses its anti-examples", (_name, parameter) => {
    for (const example of parameter.examples) {
      expect(parseParameter(parameter, example)).toMatchObject({ problems: [] });
    }
    for (const { value, reason } of parameter.antiExamples) {
      expect(parseParameter(parameter, value).problems.join()).toContain(reason);
    }
  });

  test.each(Object.entries(parameters))("%s has an example for each end of its range", (_name, parameter) => {
    if (parameter.kind !== "integer" && parameter.kind !== "number") return;
    const { min, max, antiExamples } = parameter;
    expect(parseParameter(parameter, min).problems).toStrictEqual([]);
    expect(antiExamples.some(({ value }) => Number(value) < min)).toBe(true);
    for (const value of justOutside(parameter)) expect(parseParameter(parameter, value).problems).toHaveLength(1);
    if (max === undefined) return;
    expect(parseParameter(parameter, max).problems).toStrictEqual([]);
    expect(antiExamples.some(({ value }) => Number(value) > max)).toBe(true);
  });

  test.each(Object.entries(parameters))("%s takes all of its options, and no other", (_name, parameter) => {
    if (parameter.kind !== "choice") return;
    for (const option of parameter.options) {
      expect(parseParameter(parameter, option)).toStrictEqual({ value: option, problems: [] });
      expect(parseParameter(parameter, `${option}x`).problems).toHaveLength(1);
      expect(parseParameter(parameter, [option]).problems).toHaveLength(1);
    }
  });
});

test("every operation has a name of its own", () => {
  const names = operations.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

const problemsOf = (parameter: Parameter, input: unknown) => parseParameter(parameter, input).problems.join();

describe("a text", () => {
  const texts = operations.flatMap(({ name, parameters }) => Object.entries(parameters)
    .flatMap(([parameterName, parameter]) => parameter.kind === "text" ? [{ name, parameterName, parameter }] : []));

  test.each(texts)("$name: $parameterName has as many characters as it may", ({ parameter }) => {
    const { minLength, maxLength } = parameter;
    for (const character of ["x", "🗼", "\n"]) {
      expect(problemsOf(parameter, `x${character.repeat(maxLength - 1)}`)).toBe("");
      expect(problemsOf(parameter, `x${character.repeat(maxLength)}`)).toContain(
        "has 10,001 characters, but the API takes at most 10,000",
      );
    }
    for (const blank of ["", " ", "\n\t"]) {
      if (minLength === 0) expect(parseParameter(parameter, blank)).toStrictEqual({ value: blank, problems: [] });
      else expect(problemsOf(parameter, blank)).toContain("is empty");
    }
    expect(parseParameter(parameter, " as it is ").value).toBe(" as it is ");
    for (const other of [null, 7, true, ["x"], { text: "x" }]) {
      expect(problemsOf(parameter, other)).toContain("which is not text");
    }
  });
});

describe("a pattern", () => {
  const { id } = getGenerationResult.parameters;

  test.each(["a".repeat(64), "0123456789abcdef".repeat(4), "A-_9".repeat(16)])("the id %s is one", (value) => {
    expect(parseParameter(id, value)).toStrictEqual({ value, problems: [] });
  });

  test.each([
    "", "a".repeat(63), "a".repeat(65), `${"a".repeat(63)}/`, `${"a".repeat(63)}.`, `${"a".repeat(64)}\n`,
    ` ${"a".repeat(63)}`, `${"a".repeat(63)}?`, `${"a".repeat(63)}é`, null, 7, ["a".repeat(64)],
  ])("%j is none, and never gets into a path", (value) => {
    expect(problemsOf(id, value)).toContain("but must be the id of a generation, of 64 characters");
  });
});

describe("a switch", () => {
  const { keepOriginalBackground } = replaceBackgroundAndRelight.parameters;

  test.each([[true, true], [false, false], ["true", true], ["false", false], [" true ", true]])(
    "%j is %j", (input, value) => {
      expect(parseParameter(keepOriginalBackground, input)).toStrictEqual({ value, problems: [] });
    },
  );

  test.each(["TRUE", "yes", "perhaps", 0, 1, "1", null, [], {}, ["true"]])("%j is neither on nor off", (input) => {
    expect(problemsOf(keepOriginalBackground, input)).toContain("which is neither true nor false");
  });
});

const noFile = () => Promise.reject(new Error("there is no file here"));
const noFiles = { openPicture: noFile, openSound: noFile, openFile: noFile };

const check = (inputs: object, isOfficialHost = false) =>
  checkInputs(textToImage, { prompt: "x", ...inputs }, { isOfficial: isOfficialHost }, noFiles);

/** What is wrong with inputs, line by line; nothing if all is well. */
async function problem(inputs: object, isOfficialHost = false): Promise<string> {
  try {
    await check(inputs, isOfficialHost);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message.split("\n").slice(1).join("\n") : String(error);
  }
}

describe("sizes", () => {
  const beta = "stable-diffusion-xl-beta-v2-2-2";

  test.each([
    ["stable-diffusion-xl-1024-v1-0", [1152, 896], [1152, 1024]],
    ["stable-diffusion-xl-1024-v0-9", [640, 1536], [640, 1344]],
    ["stable-diffusion-v1-6", [320, 1536], [320, 1600]],
    ["stable-diffusion-v1-6", [384, 320], [384, 256]],
    [beta, [128, 896], [128, 960]],
    [beta, [512, 896], [576, 896]],
    ["stable-diffusion-v1-5", [512, 512], [512, 448]],
    ["stable-diffusion-v1-5", [1024, 1024], [1024, 1088]],
    ["stable-diffusion-768-v2-1", [768, 768], [768, 704]],
  ] as const)("%s draws %j, but not %j", async (engineId, [width, height], [otherWidth, otherHeight]) => {
    expect(await problem({ engineId, width, height })).toBe("");
    expect(await problem({ engineId, width: otherWidth, height: otherHeight })).toContain("- width, height: ");
  });

  test("an engine that nobody knows takes any multiples of 64", async () => {
    expect(await problem({ engineId: "my-own", width: 1216, height: 64 * 100 })).toBe("");
    expect(await problem({ engineId: "my-own", width: 1217 })).toContain("multiple of 64, for example 1216 or 1280");
  });

  test("the other side is filled in where there is one choice, and only there", async () => {
    expect(await check({ height: 640 })).toMatchObject({ width: 1536, height: 640 });
    expect(await check({})).not.toHaveProperty("width");
    expect(await check({ engineId: "stable-diffusion-v1-6", width: 640 })).not.toHaveProperty("height");
  });

  test("one side that goes with no other is refused with the nearest size", async () => {
    expect(await problem({ width: 1100 })).toContain("does not draw a width of 1100; the nearest size is 1152x896");
    expect(await problem({ height: 64 })).toContain("does not draw a height of 64; the nearest size is 1536x640");
  });

  test.each([
    [[512, 512], [1024, 1024]],
    [[1024, 576], [1344, 768]],
    [[1920, 1080], [1344, 768]],
    [[3000, 2000], [1216, 832]],
    [[2000, 3000], [832, 1216]],
    [[4000, 1000], [1536, 640]],
  ] as const)("the nearest size of %j is %j", ([width, height], [nearestWidth, nearestHeight]) => {
    const sizes = engines["stable-diffusion-xl-1024-v1-0"]?.sizes ?? { listed: [] };
    expect(nearestSize(sizes, { width, height })).toStrictEqual({ width: nearestWidth, height: nearestHeight });
  });

  test("no other size is nearer by its ratio, nor as near by its ratio and nearer by its area", () => {
    const drawing = Object.values(engines).flatMap(({ sizes }) =>
      sizes === undefined ? [] : [[sizes, sizesOf(sizes)] as const]);
    const side = fc.integer({ min: 1, max: 20_000 });
    /** How many times the larger is as large as the smaller, with room for the noise of floating point. */
    const factor = (one: number, other: number) => Number(Math.max(one / other, other / one).toPrecision(12));
    fc.assert(fc.property(fc.constantFrom(...drawing), side, side, ([sizes, all], width, height) => {
      const nearest = nearestSize(sizes, { width, height }) ?? { width: NaN, height: NaN };
      const ratioOff = (size: Size) => factor(size.width / size.height, width / height);
      const areaOff = (size: Size) => factor(size.width * size.height, width * height);
      const [leastRatioOff, leastAreaOff] = [ratioOff(nearest), areaOff(nearest)];
      expect(all).toContainEqual(nearest);
      expect(all.filter((other) => ratioOff(other) < leastRatioOff
        || (ratioOff(other) === leastRatioOff && other.width * nearest.height === nearest.width * other.height
          && areaOff(other) < leastAreaOff))).toStrictEqual([]);
    }), { numRuns: inputsToTry(400) });
  });

  test("every size that is offered passes, and the nearest of each is itself", async () => {
    for (const [engineId, { sizes }] of Object.entries(engines)) {
      for (const size of sizes === undefined ? [] : sizesOf(sizes)) {
        expect(await problem({ engineId, ...size })).toBe("");
        if (sizes !== undefined && "listed" in sizes) expect(nearestSize(sizes, size)).toStrictEqual(size);
      }
    }
  });
});

describe("retired engines", () => {
  const retired = Object.entries(engines)
    .flatMap(([id, { retiredOn, sizes }]) => retiredOn === undefined || sizes === undefined ? [] : [id]);

  test.each(retired)("%s is refused at Stability AI only", async (engineId) => {
    expect(await problem({ engineId }, true))
      .toMatch(/^- engineId: .* was retired by Stability AI \(20\d\d-\d\d-\d\d\)/);
    expect(await problem({ engineId }, false)).toBe("");
  });

  test.each(["esrgan-v1-x2plus", "stable-diffusion-x4-latent-upscaler"])("%s does not draw at all", async (engineId) => {
    expect(await problem({ engineId }, false)).toContain(`- engineId: ${engineId} enlarges pictures and does not draw`);
  });

  test("the default engine is not retired", async () => {
    expect(await problem({}, true)).toBe("");
  });
});

test("null is absent, as undefined is: agents give it for what they leave out", async () => {
  expect(await problem({ seed: null, sampler: null, extras: null, engineId: null, prompt: "x" })).toBe("");
  expect(await problem({ prompt: null, seed: null })).toBe("- prompt: is missing");
});

test("an empty text for an optional number or choice is to be left out, and for a text it says what is missing", async () => {
  expect(await problem({ prompt: " ", seed: "", cfgScale: " ", sampler: "", extras: "", engineId: "" })).toBe([
    "- prompt: is empty; say in words what you mean, for example \"A lighthouse on a cliff\"",
    "- engineId: is empty; leave it out",
    "- seed: is empty; leave it out",
    "- cfgScale: is empty; leave it out",
    "- sampler: is empty; leave it out",
    "- extras: is empty; leave it out",
  ].join("\n"));
});
