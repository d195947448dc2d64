/** Whatever a picture is like, the action that it is fitted for takes it, and so does the emulator. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { existsSync } from "node:fs";
import type { FitResult } from "../../components/dreamstudio/common/calls/fit.ts";
import { rows } from "../operations/index.ts";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { steer } from "../support/steering.ts";
import { markedPicture, maskOf } from "./pictures.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
// Without money nothing is drawn: what the emulator takes is answered 402.
steer(emulator, { credits: 0 });

const prompt = "A lighthouse";

/** What each action needs besides its picture, and its mask. */
const others: Readonly<Record<string, (picture: string, mask: string) => object>> = {
  "image-to-image": (initImage) => ({ initImage, prompt }),
  masking: (initImage, maskImage) => ({ initImage, maskImage, maskSource: "MASK_IMAGE_WHITE", prompt }),
  upscale: (image) => ({ image }),
  sketch: (image) => ({ image, prompt }),
  structure: (image) => ({ image, prompt }),
  style: (image) => ({ image, prompt }),
  "style-transfer": (initImage) => ({ initImage, styleImage: initImage }),
  erase: (image, mask) => ({ image, mask }),
  inpaint: (image, mask) => ({ image, mask, prompt }),
  outpaint: (image) => ({ image, left: 10 }),
  "remove-background": (image) => ({ image }),
  "replace-background-and-relight": (subjectImage) => ({ subjectImage, backgroundReference: subjectImage }),
  "search-and-recolor": (image) => ({ image, prompt, selectPrompt: "x" }),
  "search-and-replace": (image) => ({ image, prompt, searchPrompt: "x" }),
  "generate-sd3": (image) => ({ image, prompt, strength: "0.5" }),
  "generate-ultra": (image) => ({ image, prompt, strength: "0.5" }),
  "upscale-conservative": (image) => ({ image, prompt }),
  "upscale-creative": (image) => ({ image, prompt }),
  "upscale-fast": (image) => ({ image }),
  "image-to-video": (image) => ({ image }),
  "stable-fast-3d": (image) => ({ image }),
  "stable-point-aware-3d": (image) => ({ image }),
};

const actions = Object.keys(others).filter((name) => existsSync(`components/dreamstudio/actions/${name}`));

const engines = [undefined, "stable-diffusion-v1-6", "stable-diffusion-512-v2-1", "stable-diffusion-xl-beta-v2-2-2"];

test("every action that takes a picture is among the choices", async () => {
  const { fitImage } = await import("../../components/dreamstudio/operations/fit-image.ts");
  expect([...fitImage.parameters.for.options].sort()).toStrictEqual(Object.keys(others).sort());
  const taking = rows.filter(({ makes }) => makes !== "sound").filter(({ requests }) => requests.some(({ least, more }) =>
    Object.values({ ...least, ...more }).some((value) => typeof value === "string" && value.startsWith("@"))));
  expect(Object.keys(others)).toStrictEqual(expect.arrayContaining(taking.map(({ name }) => name)));
});

test("a fitted picture, with its mask, is taken by the action and by the emulator", async () => {
  const length = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constantFrom(1, 63, 64, 1_024, 1_536, 2_561));
  const kind = fc.record({
    width: length,
    height: length,
    format: fc.constantFrom("jpeg" as const, "png" as const, "webp" as const),
    orientation: fc.integer({ min: 1, max: 8 }),
    alpha: fc.boolean(),
    cmyk: fc.boolean(),
  }).map((one) => ({ ...one, alpha: one.alpha && one.format !== "jpeg", cmyk: one.cmyk && one.format === "jpeg" }));
  const chosen = fc.record({
    for: fc.constantFrom(...actions),
    mode: fc.constantFrom("crop", "pad"),
    cropBy: fc.constantFrom("attention", "centre"),
    padColor: fc.constantFrom("#ffffff", "transparent"),
    outputFormat: fc.constantFrom(undefined, "png"),
  });
  await fc.assert(fc.asyncProperty(kind, chosen, fc.constantFrom(...engines), async (one, props, engine) => {
    const isV1 = ["image-to-image", "masking"].includes(props.for);
    const engineId = isV1 ? { engineId: engine } : {};
    const image = await saved(folder.path(), `given.${one.format}`, await markedPicture(one));
    const mask = await saved(folder.path(), "mask.png", await maskOf(one));
    const { result } = await runAction<FitResult>("fit-image", { image, mask, ...props, ...engineId });
    const given = others[props.for]?.(result.filePath, result.mask?.filePath ?? "");
    const { message } = await failAction(props.for, { ...given, ...engineId });
    expect(message).toMatch(/^Stability AI answered (402|429) /);
    expect(result).toMatchObject({ before: one.orientation < 5
      ? { width: one.width, height: one.height }
      : { width: one.height, height: one.width } });
  }), { numRuns: 40 });
}, 240_000);
