/** Photos that their EXIF turns, and pictures with more than one frame: what is said, and what is refused. */
import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { chunksOf, pngOf } from "../formats/png-parts.ts";
import { failAction, runAction } from "../support/binder.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();
const cases = `${process.cwd()}/test/formats/cases`;
/** Stored as 192x128, and shown as 128x192. */
const turned = `${cases}/exif6.jpg`;
const shownMask = `${cases}/m_displayed.png`;

async function notesOf(action: string, props: object): Promise<string[] | undefined> {
  const picture = await plainPicture();
  await startServer((response) => response.writeHead(200, { "Content-Type": "image/png", Seed: "1", "Finish-Reason": "SUCCESS" }).end(picture));
  return (await runAction(action, props)).result.notes;
}

async function problemsOf(action: string, props: object): Promise<string[]> {
  const { requests } = await startServer(json(500, {}));
  const { message } = await failAction(action, props);
  return requests.length > 0 ? ["sent"] : message.split("\n").slice(1);
}

const file = async (name: string, width: number, height: number) =>
  saved(folder.path(), name, await plainPicture({ width, height }));

const turnedPicture = async (orientation: number, width = 192, height = 128) => {
  const picture = sharp({ create: { width, height, channels: 3, background: "teal" } });
  return saved(folder.path(), `turned-${orientation}.jpg`, await picture.withMetadata({ orientation }).jpeg().toBuffer());
};

describe("a photo that its EXIF turns", () => {
  const note = "`image` is turned by its EXIF: the API takes it as it is stored, 192x128, and a mask must fit that. "
    + "**Fit Image** turns it upright.";

  test("is sent as it is stored, with a note", async () => {
    expect(await notesOf("remove-background", { image: turned })).toStrictEqual([note]);
    expect(await notesOf("image-to-image", { initImage: turned, prompt: "x", engineId: "stable-diffusion-v1-5" }))
      .toStrictEqual([note.replace("image", "initImage")]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("in any of the eight ways that there are: %d", async (orientation) => {
    expect(await notesOf("remove-background", { image: await turnedPicture(orientation) }))
      .toStrictEqual(orientation === 1 ? undefined : [note]);
  });

  test("needs no note where nothing turns it", async () => {
    expect(await notesOf("remove-background", { image: `${cases}/s.jpg` })).toBeUndefined();
  });
});

describe("a mask of the size that a turned photo is shown in", () => {
  const reason = "is stored as 128x192, and its picture as 192x128: they fit only as they are shown, and the API takes them "
    + "as they are stored; turn both upright with **Fit Image**";

  test.each<[string, object]>([
    ["erase", { image: turned, mask: shownMask }],
    ["inpaint", { image: turned, mask: shownMask, prompt: "x" }],
    ["inpaint", { image: turned, mask: shownMask, prompt: "x", apiVersion: "v2alpha" }],
  ])("is refused with the reason: %s", async (action, props) => {
    expect(await problemsOf(action, props)).toStrictEqual([`- mask: ${reason}`]);
  });

  test("is refused with the reason where v1 wants the same size", async () => {
    const props = { initImage: turned, maskSource: "MASK_IMAGE_WHITE", prompt: "x", engineId: "stable-diffusion-v1-5" };
    expect(await problemsOf("masking", { ...props, maskImage: shownMask })).toStrictEqual([`- maskImage: ${reason}`]);
    expect(await problemsOf("masking", { ...props, maskImage: await file("m.png", 192, 128) })).toStrictEqual(["sent"]);
  });

  test.each<[string, number, number, boolean]>([
    ["as it is stored", 192, 128, true],
    ["of half of that", 96, 64, true],
    ["of another ratio, which the API resizes", 150, 150, true],
    ["as it is shown", 128, 192, false],
    ["of half of that", 64, 96, false],
    ["of about that", 85, 128, false],
  ])("%s (%dx%d) is taken: %s", async (_name, width, height, isTaken) => {
    const problems = await problemsOf("erase", { image: turned, mask: await file("m.png", width, height) });
    expect(problems).toStrictEqual(isTaken ? ["sent"] : [expect.stringMatching(/^- mask: is stored as /)]);
  });

  test("also where the mask is what is turned", async () => {
    const image = await file("i.png", 128, 192);
    expect(await problemsOf("erase", { image, mask: await turnedPicture(8) })).toStrictEqual([
      "- mask: is stored as 192x128, and its picture as 128x192: they fit only as they are shown, and the API takes them as "
      + "they are stored; turn both upright with **Fit Image**",
    ]);
    expect(await problemsOf("erase", { image: await file("i.png", 192, 128), mask: await turnedPicture(8) })).toStrictEqual(["sent"]);
  });

  test("and not where neither is turned: the API resizes it, as the note says", async () => {
    expect(await notesOf("erase", { image: await file("i.png", 192, 128), mask: shownMask })).toStrictEqual([
      "The mask is 128x192 and the image 192x128: the API resizes the mask to the size of the image.",
    ]);
  });
});

describe("of more than one frame", () => {
  const note = "`image` is animated: only its first frame counts.";

  test("an animated PNG has a note", async () => {
    const [header, ...others] = chunksOf(await plainPicture());
    if (header === undefined) throw new Error("no header");
    const animation = (frames: number) => pngOf([header, { type: "acTL", data: Buffer.from([0, 0, 0, frames, 0, 0, 0, 0]) }, ...others]);
    const image = await saved(folder.path(), "a.png", animation(2));
    expect(await notesOf("remove-background", { image })).toStrictEqual([note]);
    expect(await notesOf("remove-background", { image: await saved(folder.path(), "b.png", animation(1)) })).toBeUndefined();
  });

  test("an animated WebP has a note", async () => {
    const frames = sharp(Buffer.from(Array.from({ length: 64 * 128 * 3 }, (_, at) => at % 251)), {
      raw: { width: 64, height: 128, channels: 3, pageHeight: 64 },
    });
    const image = await saved(folder.path(), "a.webp", await frames.webp().toBuffer());
    expect(await notesOf("remove-background", { image })).toStrictEqual([note]);
  });
});

test("a photo of an iPhone is called HEIC, with what to do about it", async () => {
  const image = await saved(folder.path(), "a.jpg", await readFile(`${cases}/s.heic`));
  expect(await problemsOf("remove-background", { image })).toStrictEqual([
    `- image: "${image}" is a HEIC picture and not a PNG, JPEG or WebP picture; convert it to PNG, JPEG or WebP: on the iPhone `
    + "choose Settings > Camera > Formats > Most Compatible, or export it as JPEG",
  ]);
});
