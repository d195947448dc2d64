/**
 * Hundreds of random inputs for each operation of v2beta and v2alpha: whatever our checks let through, the emulator
 * takes; and what is made of documented values only is refused by both or by none. Two independent readings of one
 * API meet here.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import type { Parameter, Parameters, ValuesOf } from "../../components/dreamstudio/operations/parameter.ts";
import { rows } from "../operations/index.ts";
import { arbitraryInputs, documentedInputs, type Inputs } from "../support/arbitrary-inputs.ts";
import { runAction, testKey } from "../support/binder.ts";
import {
  namesAtLimits, namesOfAllForms, picturesAtLimits, picturesOfAllForms, smallNamesAtLimits, type NamedPicture,
} from "../support/edge-pictures.ts";
import { control } from "../support/control.ts";
import { inputsToTry, isDeep } from "../support/depth.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { isFileName } from "../support/given-pictures.ts";
import { modelGenerations, modelOf, soundForms, v2Generations } from "../support/operations.ts";
import { plainWav } from "../support/sounds.ts";
import type { FormValue } from "../support/stability-api.ts";
import { postV2, v2ErrorOf } from "../support/v2-requests.ts";

const randomRuns = inputsToTry(250);
const documentedRuns = inputsToTry(60);

const usualSize = { width: 128, height: 96 };
const frameSize = { width: 768, height: 768 };

// The clock runs on with each look at it, so that the rate limit never bites.
let now = Date.parse("2025-07-01");
const emulator = useEmulator({ asOf: "any", now: () => (now += 1000) });
usePicturesFolder();

/** By their names, which stand for them in inputs, so that the report of a failure is short. */
const pictures = new Map<string, NamedPicture>();

beforeAll(async () => {
  const all = [await picturesAtLimits(), await picturesOfAllForms(usualSize), await picturesOfAllForms(frameSize)];
  for (const picture of all.flat()) pictures.set(picture.name, picture);
  for (const sound of soundsAtLimits) pictures.set(sound.name, sound);

  // With no credits left every good request ends at the till, before anything is drawn.
  await control(emulator.url(), "PUT", "/credits", { key: testKey, credits: 0 });
});

/** Seconds just inside and just outside of limits. */
const soundsAtLimits = [6, 5.99, 31, 190, 190.01, 380, 380.01].map((seconds): NamedPicture => {
  const bytes = plainWav({ seconds, sampleRate: 800 });
  return { name: `${seconds} s`, bytes, dataUri: `data:audio/wav;base64,${bytes.toString("base64")}` };
});

/** Of which the operation takes nearly all. */
const usualPictures = ({ name }: Generation) => namesOfAllForms(name === "image-to-video" ? frameSize : usualSize);

/** What a user gives, with data URIs where names stand for pictures. */
const asGiven = (inputs: Inputs): Inputs => Object.fromEntries(Object.entries(inputs).map(([name, value]) =>
  [name, typeof value === "string" ? pictures.get(value)?.dataUri ?? value : value]));

type Verdict = "taken" | "refused";

/** @throws Error with what went wrong, if it is neither taken nor refused by our checks */
async function ourVerdict(operation: Generation, inputs: Inputs): Promise<Verdict> {
  try {
    await runAction(operation.name, asGiven(inputs));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "ConfigurationError") return "refused";
    if (error.message.includes("402 payment_required")) return "taken";
    throw error;
  }
  throw new Error("it was drawn");
}

/** An operation in a version of the API. */
interface Case {
  title: string;
  /** What chooses this operation among its forms. */
  fixed: Inputs;
  operation: Generation;
  version: ApiVersion;
  path: string;
}

const cases = [...v2Generations, ...modelGenerations, ...soundForms].flatMap((operation): Case[] => {
  const model = modelOf(operation);
  return Object.entries(operation.paths).map(([version, path]) => ({
    title: `${operation.name} of ${model ?? version}`,
    operation,
    version: version as ApiVersion,
    path,
    fixed: model === undefined ? {} : { model },
  }));
});

/** An operation that has no choice of the version takes no word of it. */
const withVersion = ({ operation, version, fixed }: Case, inputs: Inputs): Inputs =>
  ({ ...inputs, ...fixed, ..."apiVersion" in operation.parameters && { apiVersion: version } });

/** The parameters that the API sees. */
const sentParameters = ({ operation, version }: Case): Readonly<Record<string, Parameter>> =>
  Object.fromEntries(Object.entries(operation.parameters)
    .filter(([, { place, versions = [version] }]) => place !== "client" && versions.includes(version)));

const toFormValue = (value: unknown): FormValue => pictures.get(String(value))?.bytes ?? String(value);

/**
 * The fields that inputs stand for, without a look at our checks. What we fill in counts as given; for that it does not
 * matter whether numbers have been read from texts.
 */
function fieldsOf(one: Case, inputs: Inputs): Record<string, FormValue> {
  const { operation, version } = one;
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
  const completed: Inputs = { ...given, ...operation.complete?.(given as Partial<ValuesOf<Parameters>>) };
  const fields = Object.entries(sentParameters(one)).flatMap(([name, { wire = "" }]) =>
    name in completed ? [[wire, toFormValue(completed[name])] as const] : []);
  return { ...operation.fixedFields?.[version], ...Object.fromEntries(fields) };
}

/** @throws Error unless the emulator takes it, or refuses it as a bad request */
async function emulatorsVerdict(one: Case, inputs: Inputs): Promise<Verdict> {
  const error = await v2ErrorOf(await postV2(emulator.url(), one.path, fieldsOf(one, inputs), { key: testKey }));
  if (error.startsWith("402 payment_required")) return "taken";
  if (error.startsWith("400 bad_request")) return "refused";
  throw new Error(error);
}

/** What both say: one word if they agree. */
async function verdicts(one: Case, inputs: Inputs): Promise<string> {
  const given = withVersion(one, inputs);
  const [ours, theirs] = await Promise.all([ourVerdict(one.operation, given), emulatorsVerdict(one, given)]);
  return ours === theirs ? ours : `${ours} by us, but ${theirs} by the emulator`;
}

interface Counts {
  runs: number;
  taken: number;
  refused: number;
}

const random: Counts[] = [];
const documented: Counts[] = [];

/** A few inputs say something of all operations together, many of each. */
const summedUp = (counts: readonly Counts[]): readonly Counts[] => isDeep ? counts : [counts.reduce((sum, one) =>
  ({ runs: sum.runs + one.runs, taken: sum.taken + one.taken, refused: sum.refused + one.refused }))];

describe.each(cases)("$title", (one) => {
  const { operation } = one;

  test("whatever our checks let through, the emulator takes", async () => {
    const counts = { runs: randomRuns, taken: 0, refused: 0 };
    random.push(counts);
    const picture = fc.oneof(
      { arbitrary: fc.constantFrom(...usualPictures(operation)), weight: 30 },
      { arbitrary: fc.constantFrom(...smallNamesAtLimits), weight: 1 },
    );
    const sound = fc.constantFrom(...soundsAtLimits.map(({ name }) => name));
    const choices = { picture, sound, without: ["apiVersion", ...Object.keys(one.fixed)], leftOut: 4 };
    await fc.assert(fc.asyncProperty(arbitraryInputs(operation, choices), async (inputs) => {
      counts[await ourVerdict(operation, withVersion(one, inputs))] += 1;
    }), { numRuns: randomRuns });
  }, 60_000);

  test("of documented values only, both take the same", async () => {
    const counts = { runs: documentedRuns, taken: 0, refused: 0 };
    documented.push(counts);
    const values = documentedInputs(sentParameters(one), {
      pictures: usualPictures(operation),
      sounds: soundsAtLimits.map(({ name }) => name),
    });
    await fc.assert(fc.asyncProperty(values, async (inputs) => {
      const verdict = await verdicts(one, inputs);
      expect(["taken", "refused"]).toContain(verdict);
      counts[verdict as Verdict] += 1;
    }), { numRuns: documentedRuns });
  }, 60_000);
});

test("inputs are taken and refused often enough to mean something", () => {
  for (const { runs, taken, refused } of summedUp(random)) {
    expect(taken).toBeGreaterThan(runs / 10);
    expect(refused).toBeGreaterThan(runs / 50);
  }
  for (const { runs, taken } of summedUp(documented)) expect(taken).toBeGreaterThan(runs / 10);
});

/** With these a picture in one place is all that an operation can be refused for. */
function leastOf({ operation, path }: Case, place: string): Inputs {
  const requests = rows.find(({ name }) => name === operation.name)?.requests.filter((one) => one.path === path) ?? [];
  const limited = requests.flatMap(({ least, pictures = [] }) => pictures.flatMap(([name, , needs]) =>
    name === place ? [{ ...least, ...needs }] : []));
  const [picture] = usualPictures(operation);
  return Object.fromEntries(Object.entries(limited[0] ?? requests[0]?.least ?? {})
    .map(([name, value]) => [name, isFileName(value) ? picture : value]));
}

const places = cases.flatMap((one) => Object.entries(sentParameters(one))
  .filter(([, { kind }]) => kind === "picture")
  .map(([name]) => ({ title: `${name} of ${one.title}`, one, name })));

test.each(places)("$title: both take the same pictures", async ({ one, name }) => {
  const counts: Record<string, number> = {};
  for (const picture of [...isDeep ? namesAtLimits : smallNamesAtLimits, ...usualPictures(one.operation)]) {
    const verdict = await verdicts(one, { ...leastOf(one, name), [name]: picture });
    expect(`${picture} is ${verdict}`).toMatch(/ is (taken|refused)$/);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  // Of a mask nothing is refused but what is no picture of the types that are taken.
  expect(counts["taken"]).toBeGreaterThan(1);
  expect(counts["refused"]).toBeGreaterThan(0);
}, 60_000);

const masked = cases.filter(({ operation }) => ["erase", "inpaint"].includes(operation.name));

test.each(masked)("$title: both see which pictures can do without a mask", async (one) => {
  const counts: Record<string, number> = {};
  for (const image of usualPictures(one.operation)) {
    const verdict = await verdicts(one, { ...leastOf(one, ""), mask: undefined, image });
    expect(`${image} is ${verdict}`).toMatch(/ is (taken|refused)$/);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  expect(counts).toStrictEqual({ taken: 6, refused: 10 });
});
