/**
 * Thousands of random inputs for each operation: whatever our checks let through, the emulator takes. (So whatever
 * the emulator refuses as a bad request, our checks refuse.) Two independent readings of one API meet here.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { engines } from "../../components/dreamstudio/operations/engines.ts";
import { imageToImage } from "../../components/dreamstudio/operations/image-to-image.ts";
import { masking } from "../../components/dreamstudio/operations/masking.ts";
import type { Operation, Parameter } from "../../components/dreamstudio/operations/operation.ts";
import { textToImage } from "../../components/dreamstudio/operations/text-to-image.ts";
import { upscale } from "../../components/dreamstudio/operations/upscale.ts";
import { runAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";

const runs = 2000;

// The clock runs on with each look at it, so that the rate limit never bites.
let now = Date.parse("2023-04-01");
const emulator = useEmulator({ asOf: "any", now: () => (now += 1000) });
usePicturesFolder();

let pictures: string[] = [];
beforeAll(async () => {
  // Most are of one size that the default engine takes, so that a mask often fits its init image.
  const sizes = [[1024, 1024], [1024, 1024], [1024, 1024], [1024, 1024], [512, 512], [1000, 700]] as const;
  const bytes = await Promise.all(sizes.flatMap(([width, height]) =>
    [undefined, 0.5].map((alpha) => plainPicture({ width, height, ...alpha !== undefined && { alpha } }))));
  pictures = bytes.map((picture) => `data:image/png;base64,${picture.toString("base64")}`);

  // With no credits left every good request ends at the till, before anything is drawn.
  await fetch(`${emulator.url()}/_emulator/credits`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: testKey, credits: 0 }),
  });
});

/** Mostly good values, and now and then one of the anti-examples. */
const mostly = (good: fc.Arbitrary<unknown>, { antiExamples }: Parameter): fc.Arbitrary<unknown> => fc.oneof(
  { arbitrary: good, weight: 60 },
  { arbitrary: fc.constantFrom(...antiExamples.map(({ value }) => value)), weight: 1 },
);

const text = fc.oneof(
  { arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), weight: 10 },
  { arbitrary: fc.constantFrom("{", "a: b", "\"", "🗼".repeat(2000), "x".repeat(2001), " "), weight: 1 },
);

const weight = fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0, "0.5", -1e30));

const sides = [64, 128, 320, 512, 576, 640, 768, 832, 896, 1000, 1024, 1152, 1344, 1536, 2048];

function arbitraryValue(name: string, parameter: Parameter): fc.Arbitrary<unknown> {
  switch (parameter.kind) {
    case "integer": {
      if (name === "width" || name === "height") return mostly(fc.constantFrom(...sides), parameter);
      const { min, max = min + 4096 } = parameter;
      const good = fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
      return mostly(fc.oneof(good, good.map(String)), parameter);
    }
    case "number": {
      const { min, max = 1000 } = parameter;
      const good = fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max));
      return mostly(fc.oneof(good, good.map(String)), parameter);
    }
    case "choice":
      return mostly(fc.constantFrom(...parameter.options), parameter);
    case "identifier":
      return mostly(fc.constantFrom(...Object.keys(engines)), parameter);
    case "switch":
      return mostly(fc.boolean(), parameter);
    case "text":
      return mostly(text, parameter);
    case "pattern":
    case "object":
      return mostly(fc.dictionary(fc.string(), fc.jsonValue()), parameter);
    case "prompt":
      return mostly(text, parameter);
    case "prompts":
      return mostly(fc.array(fc.oneof(text, fc.record({ text, weight }, { requiredKeys: ["text"] }))), parameter);
    case "picture":
      return mostly(fc.constantFrom(...pictures), parameter);
  }
}

/** A mask is nearly always needed, so that not most inputs of masking are refused for the lack of one. */
const isNeeded = (name: string, { required }: Parameter) => required === true || name === "maskImage";

/** Inputs of an operation: what is required, and of the rest now this and now that. */
function arbitraryInputs({ parameters }: Pick<Operation, "parameters">): fc.Arbitrary<Record<string, unknown>> {
  // Which organization is whose only the API knows.
  const own = Object.entries(parameters).filter(([name]) => name !== "organizationId");
  return fc.record(Object.fromEntries(own.map(([name, parameter]) => {
    const value = arbitraryValue(name, parameter);
    return [name, isNeeded(name, parameter) ? value : fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 8 },
      { arbitrary: value, weight: 1 },
    )];
  })));
}

interface Exception {
  actions: readonly string[];
  message: RegExp;
  applies(inputs: Record<string, unknown>): boolean;
  reason: string;
}

const leavesASideOpen = ({ width, height }: Record<string, unknown>) => width === undefined || height === undefined;

/** What the emulator refuses although our checks let it through, and why they do. */
const exceptions: readonly Exception[] = [
  {
    actions: ["text-to-image", "image-to-image", "masking"],
    message: /invalid_pixel_count: For 768 engines/,
    applies: leavesASideOpen,
    reason: "no document tells what a side of the 768 engines is if it is not given",
  },
  {
    actions: ["image-to-image", "masking"],
    message: /invalid_height_or_width|invalid_sdxl_v\w+_dimensions|invalid_pixel_count|between 320 and 1536/,
    applies: leavesASideOpen,
    reason: "that an init image must have a size which the engine draws is documented for Stable Diffusion XL only, "
      + "and what an open side is besides an init image is not documented at all",
  },
];

/** What became of inputs: `taken`, `refused by us`, or what went wrong. */
async function outcome(action: string, inputs: Record<string, unknown>): Promise<string> {
  try {
    await runAction(action, inputs);
    return "it was drawn";
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    const { name, message } = error;
    if (name === "ConfigurationError") return "refused by us";
    const isException = exceptions.some((exception) =>
      exception.actions.includes(action) && exception.message.test(message) && exception.applies(inputs));
    return isException || message.includes("429 insufficient_balance") ? "taken" : message;
  }
}

type Drawing = Pick<Operation, "name" | "parameters">;

describe.each<Drawing>([textToImage, imageToImage, masking, upscale])("$name", (operation) => {
  test("whatever our checks let through, the emulator takes", async () => {
    const counts = { taken: 0, "refused by us": 0 };
    await fc.assert(fc.asyncProperty(arbitraryInputs(operation), async (inputs) => {
      const result = await outcome(operation.name, inputs);
      expect(Object.keys(counts)).toContain(result);
      counts[result as keyof typeof counts] += 1;
    }), { numRuns: runs });
    // Both happen often enough to mean something.
    expect(counts.taken).toBeGreaterThan(runs / 10);
    expect(counts["refused by us"]).toBeGreaterThan(runs / 10);
  }, 120_000);
});
