/** Pictures at the edges of what an operation takes: the one that just passes, and the one that just fails. */
import { describe, expect, test } from "@jest/globals";
import { failAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { steer } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
// Without money nothing is drawn: what the emulator takes is answered 402.
const { requests } = steer(emulator, { credits: 0 });

const prompt = "A lighthouse on a cliff";

type Format = "png" | "jpeg" | "webp";

const drawn = new Map<string, Buffer>();

/** `64x64`, or `64x64 webp` */
async function picture(words: string): Promise<Buffer> {
  const [sides = "", format = "png"] = words.split(" ");
  const [width = 0, height = 0] = sides.split("x").map(Number);
  const bytes = drawn.get(words) ?? await plainPicture({ width, height, format: format as Format });
  drawn.set(words, bytes);
  return bytes;
}

const pictureFile = async (words: string) => saved(folder.path(), words.replace(" ", "."), await picture(words));

interface Limited {
  action: string;
  /** The prop that is the picture. */
  name: string;
  others?: Record<string, unknown>;
  /** Another picture that the action needs; it is always fine. */
  also?: string;
}

interface Edge {
  passes: string;
  fails: string;
  reason: string;
}

/** The same edges where a document gives the range of the sides in other words. */
const withSides = (range: string, edges: readonly Edge[]): Edge[] =>
  edges.map((edge) => ({ ...edge, reason: edge.reason.replace("at least 64", range) }));

const side = (fails: string, passes: string): Edge =>
  ({ passes, fails, reason: `is ${fails}, but each side must be at least 64 pixels` });
const pixels = (passes: string, fails: string, count: string, range: string): Edge =>
  ({ passes, fails, reason: `is ${fails} = ${count} pixels, but must have ${range}` });
const ratioInWords = "but the longer side must be at most 2.5 times the shorter one; crop it first";
const ratio = (passes: string, fails: string): Edge => ({ passes, fails, reason: `is ${fails}, ${ratioInWords}` });

const sides = [side("63x66", "64x64"), side("66x63", "64x64")];
const usual = [...sides, pixels("3072x3072", "3072x3073", "9,440,256", "from 4,096 to 9,437,184")];
const ratios = [ratio("250x100", "260x100"), ratio("64x160", "64x161")];
const usualWithRatio = [...usual, ...ratios];
const sketched = [...sides, pixels("3072x3072", "3072x3073", "9,440,256", "at most 9,437,184"), ...ratios];
const oneMegapixel = pixels("1024x1024", "1024x1025", "1,049,600", "from 4,096 to 1,048,576");
const videoSizes = "is 768x767, but must be of one of the sizes 1024x576, 576x1024, 768x768";

const byPrompt = { prompt };
const bySearch = { prompt, searchPrompt: "door" };
const byBeach = { backgroundPrompt: "a beach" };
const relight = "replace-background-and-relight";

const table: readonly (Limited & { edges: readonly Edge[] })[] = [
  {
    action: "generate-ultra", name: "image", others: { prompt, strength: "0.5" },
    edges: withSides("from 64 to 16,384", [...sides, side("16385x64", "16384x64")]),
  },
  { action: "generate-sd3", name: "image", others: { prompt, strength: "0.5" }, edges: sides },
  { action: "erase", name: "image", also: "mask", edges: usual },
  { action: "inpaint", name: "image", also: "mask", others: byPrompt, edges: usual },
  { action: "inpaint", name: "image", others: { ...bySearch, apiVersion: "v2alpha" }, edges: usual },
  { action: "outpaint", name: "image", others: { left: 8 }, edges: usualWithRatio },
  { action: "search-and-replace", name: "image", others: bySearch, edges: usualWithRatio },
  {
    action: "search-and-replace", name: "image", others: { ...bySearch, apiVersion: "v2alpha" },
    edges: [...usual, side("66x63", "64x161")],
  },
  { action: "search-and-recolor", name: "image", others: { prompt, selectPrompt: "door" }, edges: usualWithRatio },
  {
    action: "remove-background", name: "image",
    edges: [...sides, pixels("2048x2048", "2048x2049", "4,196,352", "from 4,096 to 4,194,304")],
  },
  { action: relight, name: "subjectImage", others: byBeach, edges: usualWithRatio },
  { action: relight, name: "backgroundReference", also: "subjectImage", edges: usual },
  { action: relight, name: "lightReference", also: "subjectImage", others: byBeach, edges: usual },
  { action: "sketch", name: "image", others: byPrompt, edges: sketched },
  { action: "structure", name: "image", others: byPrompt, edges: usualWithRatio },
  { action: "style", name: "image", others: byPrompt, edges: usualWithRatio },
  { action: "style-transfer", name: "initImage", also: "styleImage", edges: withSides("from 64 to 16,383", usualWithRatio) },
  {
    action: "style-transfer", name: "styleImage", also: "initImage",
    edges: withSides("from 64 to 16,383", [...usual, side("16384x64", "16383x64")]),
  },
  {
    action: "upscale-fast", name: "image",
    edges: [
      ...withSides("from 32 to 1,536", [side("31x34", "32x32"), side("1537x64", "1536x64")]),
      { ...oneMegapixel, reason: oneMegapixel.reason.replace("4,096", "1,024") },
    ],
  },
  { action: "upscale-conservative", name: "image", others: byPrompt, edges: usualWithRatio },
  ...["v2beta", "v2alpha"].flatMap((apiVersion) => [
    { action: "upscale-creative", name: "image", others: { prompt, apiVersion }, edges: [...sides, oneMegapixel] },
    {
      action: "image-to-video", name: "image", others: { apiVersion },
      edges: [
        ...["768x768", "1024x576", "576x1024"].map((passes) => ({ passes, fails: "768x767", reason: videoSizes })),
        { passes: "768x768 jpeg", fails: "768x768 webp", reason: "is WebP, but must be JPEG or PNG" },
      ],
    },
  ]),
];

const cases = table.flatMap(({ edges, ...limited }) => edges.map((edge) => ({ ...limited, ...edge })));

describe.each(cases)("$action $others, $name:", ({ action, name, others = {}, also, passes, fails, reason }) => {
  const propsWith = async (words: string) => ({
    ...others,
    ...also !== undefined && { [also]: await pictureFile("64x64") },
    [name]: await pictureFile(words),
  });

  test(`${passes} is taken, by us and by the emulator`, async () => {
    const { message } = await failAction(action, await propsWith(passes));
    expect(message).toMatch(/^Stability AI answered 402 payment_required: /);
    expect(await requests()).toHaveLength(1);
  });

  test(`${fails} is refused before anything is sent`, async () => {
    const error = await failAction(action, await propsWith(fails));
    expect(error.name).toBe("ConfigurationError");
    expect(error.message.split("\n").slice(1)).toStrictEqual([`- ${name}: ${reason}`]);
    expect(await requests()).toStrictEqual([]);
  });
});

test("all that is wrong with two pictures is told at once", async () => {
  const { message } = await failAction("style-transfer", {
    initImage: await pictureFile("63x200"), styleImage: `${folder.path()}/none.png`, styleStrength: 2,
  });
  expect(message.split("\n")).toStrictEqual([
    "style-transfer was not started and nothing was spent. 4 things need a change:",
    "- styleStrength: got 2, but must be at most 1",
    "- initImage: is 63x200, but each side must be from 64 to 16,383 pixels",
    `- initImage: is 63x200, ${ratioInWords}`,
    `- styleImage: there is no file "${folder.path()}/none.png"`,
  ]);
  expect(await requests()).toStrictEqual([]);
});
