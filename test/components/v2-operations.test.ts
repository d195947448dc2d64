/** Every operation of v2beta and v2alpha from its props to the file, against the emulator. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { failAction, runAction } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { plainPicture, saved } from "../support/files.ts";
import { tracksOf } from "../support/films.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { steer, usePassingTime } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
const { requests, credits, setCredits, advance } = steer(emulator);
const { methods } = usePassingTime(advance);

const prompt = "A lighthouse on a cliff";

const pictures: Record<string, Buffer> = {};
beforeAll(async () => {
  pictures["opaque"] = await plainPicture();
  pictures["clear"] = await plainPicture({ alpha: 0.5 });
  pictures["wide"] = await plainPicture({ width: 96, height: 64, format: "webp" });
  pictures["still"] = await plainPicture({ width: 768, height: 768, format: "jpeg" });
});

/** What the journal says of a file. */
const opaque = { filename: "opaque.png", contentType: "image/png", bytes: expect.any(Number) as unknown };
const clear = { ...opaque, filename: "clear.png" };
const wide = { ...opaque, filename: "wide.webp", contentType: "image/webp" };
const still = { ...opaque, filename: "still.jpg", contentType: "image/jpeg" };

interface Row {
  action: string;
  path: string;
  /** What the operation cannot do without; a value like `@opaque` stands for the path of that picture. */
  least: Record<string, unknown>;
  /** The fields that follow from the least; nothing else may be sent. */
  sent: Record<string, unknown>;
  more: Record<string, unknown>;
  /** The further fields that follow from more props. */
  moreSent: Record<string, unknown>;
  /** Of the result, in pixels. */
  size: readonly [number, number];
  credits: number;
  /** The summary as far as it does not repeat the size and the price. */
  made: string;
  /** Whether the API answers with an id. */
  isStarted?: boolean;
}

const imageAlone = { least: { image: "@opaque" }, sent: { image: opaque } };
const imageAndPrompt = { least: { image: "@opaque", prompt }, sent: { image: opaque, prompt } };
const edit = "/v2beta/stable-image/edit";

const rows: readonly Row[] = [
  {
    action: "generate-core",
    path: "/v2beta/stable-image/generate/core",
    least: { prompt },
    sent: { prompt },
    more: {
      aspectRatio: "21:9", stylePreset: "pixel-art", negativePrompt: "people", seed: "7", outputFormat: "jpeg", count: 1,
    },
    moreSent: { aspect_ratio: "21:9", style_preset: "pixel-art", negative_prompt: "people", seed: "7", output_format: "jpeg" },
    size: [1920, 832],
    credits: 3,
    made: `Made 1 picture of "${prompt}"`,
  },
  {
    action: "generate-sd3",
    path: "/v2beta/stable-image/generate/sd3",
    least: { prompt },
    sent: { prompt },
    more: {
      model: "sd3.5-flash", aspectRatio: "9:16", stylePreset: "anime", negativePrompt: "", cfgScale: "1.5",
      mode: "text-to-image", seed: 4_294_967_294, outputFormat: "webp",
    },
    moreSent: {
      model: "sd3.5-flash", aspect_ratio: "9:16", style_preset: "anime", negative_prompt: "", cfg_scale: "1.5",
      mode: "text-to-image", seed: "4294967294", output_format: "webp",
    },
    size: [768, 1344],
    credits: 2.5,
    made: `Made 1 picture of "${prompt}"`,
  },
  {
    action: "generate-sd3",
    path: "/v2beta/stable-image/generate/sd3",
    least: { prompt, image: "@wide", strength: "0" },
    sent: { prompt, image: wide, strength: "0", mode: "image-to-image" },
    more: { model: "sd3.5-medium", seed: 7, outputFormat: "jpeg" },
    moreSent: { model: "sd3.5-medium", seed: "7", output_format: "jpeg" },
    size: [1254, 836],
    credits: 3.5,
    made: `Made 1 picture of "${prompt}"`,
  },
  {
    action: "generate-ultra",
    path: "/v2beta/stable-image/generate/ultra",
    least: { prompt },
    sent: { prompt },
    more: {
      aspectRatio: "1:1", stylePreset: "anime", image: "@opaque", strength: 1, negativePrompt: "people", seed: 7,
      outputFormat: "webp",
    },
    moreSent: {
      aspect_ratio: "1:1", style_preset: "anime", image: opaque, strength: "1", negative_prompt: "people", seed: "7",
      output_format: "webp",
    },
    size: [1024, 1024],
    credits: 8,
    made: `Made 1 picture of "${prompt}"`,
  },
  {
    action: "erase",
    path: `${edit}/erase`,
    least: { image: "@clear" },
    sent: { image: clear },
    more: { mask: "@opaque", growMask: 0, seed: 7, outputFormat: "webp" },
    moreSent: { mask: opaque, grow_mask: "0", seed: "7", output_format: "webp" },
    size: [64, 64],
    credits: 5,
    made: "Made 1 picture with something erased",
  },
  {
    action: "inpaint",
    path: `${edit}/inpaint`,
    least: { image: "@opaque", mask: "@opaque", prompt },
    sent: { image: opaque, mask: opaque, prompt },
    more: { growMask: "100", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: {
      grow_mask: "100", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg",
    },
    size: [64, 64],
    credits: 5,
    made: `Made 1 picture with "${prompt}" in it`,
  },
  {
    action: "inpaint",
    path: "/v2alpha/generation/stable-image/inpaint",
    least: { image: "@clear", prompt, apiVersion: "v2alpha" },
    sent: { image: clear, prompt, mode: "mask" },
    more: { mode: "mask", negativePrompt: "people", seed: 7, outputFormat: "png" },
    moreSent: { negative_prompt: "people", seed: "7", output_format: "png" },
    size: [64, 64],
    credits: 3,
    made: `Made 1 picture with "${prompt}" in it`,
  },
  {
    action: "inpaint",
    path: "/v2alpha/generation/stable-image/inpaint",
    least: { image: "@opaque", prompt, searchPrompt: "door", apiVersion: "v2alpha" },
    sent: { image: opaque, prompt, search_prompt: "door", mode: "search" },
    more: { mode: "search", outputFormat: "webp" },
    moreSent: { output_format: "webp" },
    size: [64, 64],
    credits: 4,
    made: `Made 1 picture with "${prompt}" in it`,
  },
  {
    action: "outpaint",
    path: `${edit}/outpaint`,
    least: { image: "@opaque", left: 8 },
    sent: { image: opaque, left: "8" },
    more: {
      right: "16", up: 24, down: 0, prompt: "", creativity: 0, stylePreset: "anime", seed: 7, outputFormat: "webp",
    },
    moreSent: {
      right: "16", up: "24", down: "0", prompt: "", creativity: "0", style_preset: "anime", seed: "7", output_format: "webp",
    },
    size: [88, 88],
    credits: 4,
    made: "Made 1 picture from a smaller one",
  },
  {
    action: "search-and-replace",
    path: `${edit}/search-and-replace`,
    least: { image: "@opaque", prompt, searchPrompt: "door" },
    sent: { image: opaque, prompt, search_prompt: "door" },
    more: { growMask: 20, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: {
      grow_mask: "20", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg",
    },
    size: [64, 64],
    credits: 5,
    made: "Made 1 picture with \"door\" replaced",
  },
  {
    action: "search-and-replace",
    path: "/v2alpha/generation/stable-image/inpaint",
    least: { image: "@opaque", prompt, searchPrompt: "door", apiVersion: "v2alpha" },
    sent: { image: opaque, prompt, search_prompt: "door", mode: "search" },
    more: { negativePrompt: "people", seed: 7, outputFormat: "webp" },
    moreSent: { negative_prompt: "people", seed: "7", output_format: "webp" },
    size: [64, 64],
    credits: 4,
    made: "Made 1 picture with \"door\" replaced",
  },
  {
    action: "search-and-recolor",
    path: `${edit}/search-and-recolor`,
    least: { image: "@opaque", prompt, selectPrompt: "door" },
    sent: { image: opaque, prompt, select_prompt: "door" },
    more: { growMask: 3, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "png" },
    moreSent: { grow_mask: "3", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "png" },
    size: [64, 64],
    credits: 5,
    made: "Made 1 picture with \"door\" recolored",
  },
  {
    action: "remove-background",
    path: `${edit}/remove-background`,
    ...imageAlone,
    more: { outputFormat: "webp" },
    moreSent: { output_format: "webp" },
    size: [64, 64],
    credits: 5,
    made: "Made 1 picture without its background",
  },
  {
    action: "replace-background-and-relight",
    path: `${edit}/replace-background-and-relight`,
    least: { subjectImage: "@opaque", backgroundPrompt: "a beach" },
    sent: { subject_image: opaque, background_prompt: "a beach" },
    more: {
      backgroundReference: "@wide", foregroundPrompt: "", negativePrompt: "people", preserveOriginalSubject: 0,
      originalBackgroundDepth: "1", keepOriginalBackground: "false", lightSourceDirection: "above",
      lightReference: "@wide", lightSourceStrength: 0.25, seed: 7, outputFormat: "jpeg",
    },
    moreSent: {
      background_reference: wide, foreground_prompt: "", negative_prompt: "people", preserve_original_subject: "0",
      original_background_depth: "1", keep_original_background: "false", light_source_direction: "above",
      light_reference: wide, light_source_strength: "0.25", seed: "7", output_format: "jpeg",
    },
    size: [64, 64],
    credits: 8,
    made: "Made 1 picture before a new background",
    isStarted: true,
  },
  {
    action: "sketch",
    path: "/v2beta/stable-image/control/sketch",
    ...imageAndPrompt,
    more: { controlStrength: 0, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "webp" },
    moreSent: {
      control_strength: "0", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "webp",
    },
    size: [64, 64],
    credits: 5,
    made: `Made 1 picture of "${prompt}" from a sketch`,
  },
  {
    action: "structure",
    path: "/v2beta/stable-image/control/structure",
    ...imageAndPrompt,
    more: { controlStrength: "1", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: {
      control_strength: "1", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg",
    },
    size: [64, 64],
    credits: 5,
    made: `Made 1 picture of "${prompt}" with the structure of another`,
  },
  {
    action: "style",
    path: "/v2beta/stable-image/control/style",
    ...imageAndPrompt,
    more: {
      aspectRatio: "5:4", fidelity: 0, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg",
    },
    moreSent: {
      aspect_ratio: "5:4", fidelity: "0", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg",
    },
    size: [1088, 896],
    credits: 5,
    made: `Made 1 picture of "${prompt}" in the style of another`,
  },
  {
    action: "style-transfer",
    path: "/v2beta/stable-image/control/style-transfer",
    least: { initImage: "@opaque", styleImage: "@wide" },
    sent: { init_image: opaque, style_image: wide },
    more: {
      prompt: "", styleStrength: 0, compositionFidelity: 1, changeStrength: "0.1", negativePrompt: "people", seed: 7,
      outputFormat: "webp",
    },
    moreSent: {
      prompt: "", style_strength: "0", composition_fidelity: "1", change_strength: "0.1", negative_prompt: "people",
      seed: "7", output_format: "webp",
    },
    size: [1024, 1024],
    credits: 8,
    made: "Made 1 picture in the style of another",
  },
  {
    action: "upscale-fast",
    path: "/v2beta/stable-image/upscale/fast",
    ...imageAlone,
    more: { outputFormat: "jpeg" },
    moreSent: { output_format: "jpeg" },
    size: [256, 256],
    credits: 2,
    made: "Made 1 picture from a smaller one",
  },
  {
    action: "upscale-conservative",
    path: "/v2beta/stable-image/upscale/conservative",
    ...imageAndPrompt,
    more: { creativity: "0.2", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: { creativity: "0.2", negative_prompt: "people", seed: "7", output_format: "jpeg" },
    size: [2048, 2048],
    credits: 40,
    made: "Made 1 picture from a smaller one",
  },
  {
    action: "upscale-creative",
    path: "/v2beta/stable-image/upscale/creative",
    ...imageAndPrompt,
    more: { creativity: 0.1, stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: { creativity: "0.1", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg" },
    size: [2880, 2880],
    credits: 60,
    made: "Made 1 picture from a smaller one",
    isStarted: true,
  },
  {
    action: "upscale-creative",
    path: "/v2alpha/generation/stable-image/upscale",
    least: { ...imageAndPrompt.least, apiVersion: "v2alpha" },
    sent: imageAndPrompt.sent,
    more: { creativity: "0.5", stylePreset: "anime", negativePrompt: "people", seed: 7, outputFormat: "jpeg" },
    moreSent: { creativity: "0.5", style_preset: "anime", negative_prompt: "people", seed: "7", output_format: "jpeg" },
    size: [2880, 2880],
    credits: 25,
    made: "Made 1 picture from a smaller one",
    isStarted: true,
  },
];

const video: Pick<Row, "least" | "sent" | "more" | "moreSent"> = {
  least: { image: "@still" },
  sent: { image: still },
  more: { motionBucketId: "255", cfgScale: 0, seed: 7 },
  moreSent: { motion_bucket_id: "255", cfg_scale: "0", seed: "7" },
};

/** The props with the paths of pictures in them. */
async function propsOf(values: Record<string, unknown>): Promise<Record<string, unknown>> {
  return Object.fromEntries(await Promise.all(Object.entries(values).map(async ([name, value]) => {
    if (typeof value !== "string" || !value.startsWith("@")) return [name, value] as const;
    const bytes = pictures[value.slice(1)];
    if (bytes === undefined) throw new Error(`there is no picture ${value}`);
    // Its ending says nothing: what it is called in the request follows from its bytes.
    return [name, await saved(folder.path(), `${value.slice(1)}.bin`, bytes)] as const;
  })));
}

const acceptOf = ({ isStarted = false }: Pick<Row, "isStarted">) => isStarted ? "application/json" : "image/*";

const titled = rows.map((row) => ({ ...row, title: `${row.action} at ${row.path}, ${Object.keys(row.sent).join(" ")}` }));

describe.each(titled)("$title", (row) => {
  test("sends what was given, and nothing else", async () => {
    await setCredits(0);
    const { message } = await failAction(row.action, await propsOf(row.least));
    expect(message).toMatch(/^Stability AI answered 402 payment_required: /);
    const [request, ...others] = await requests();
    expect(request).toMatchObject({ method: "POST", path: row.path, headers: { accept: acceptOf(row) } });
    expect(request?.fields).toStrictEqual(row.sent);
    expect(others).toStrictEqual([]);
  });

  test("sends each prop under its own name, and saves what was made of it", async () => {
    const { result, exports } = await runAction(row.action, await propsOf({ ...row.least, ...row.more }), { methods });
    const [request] = await requests();
    expect(request).toMatchObject({ method: "POST", path: row.path });
    expect(request?.fields).toStrictEqual({ ...row.sent, ...row.moreSent });
    expect(request?.headers).toMatchObject({
      authorization: "Bearer [redacted]",
      accept: acceptOf(row),
      "content-type": expect.stringMatching(/^multipart\/form-data; boundary=/) as unknown,
      "stability-client-id": "pipedream-dreamstudio",
      "stability-client-version": expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown,
    });
    expect(await credits()).toBe(1000 - row.credits);

    const [width, height] = row.size;
    const format = String(row.more["outputFormat"]);
    const bytes = await readFile(result.filePath ?? "");
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format });
    expect(await sharp(bytes).stats()).toHaveProperty("channels");
    expect(result).toMatchObject({
      filePaths: [result.filePath],
      images: [{ contentType: `image/${format}`, width, height, bytes: bytes.length, finishReason: "SUCCESS" }],
      credits: row.credits,
    });
    expect(result.filePath).toMatch(new RegExp(`/${row.action}-[0-9a-f-]{36}\\.${format === "jpeg" ? "jpg" : format}$`));
    if (row.more["seed"] !== undefined) expect(result.images[0]?.seed).toBe(Number(row.more["seed"]));
    expect(exports["$summary"]).toBe(`${row.made} (${width}x${height}, about ${row.credits} credits)`);
  });
});

describe.each([
  ["v2beta", "/v2beta/image-to-video"],
  ["v2alpha", "/v2alpha/generation/image-to-video"],
])("image-to-video in %s", (apiVersion, path) => {
  test("sends what was given, and nothing else", async () => {
    await setCredits(0);
    await failAction("image-to-video", await propsOf({ ...video.least, apiVersion }));
    const [request] = await requests();
    expect(request).toMatchObject({ method: "POST", path, headers: { accept: "application/json" } });
    expect(request?.fields).toStrictEqual(video.sent);
  });

  test("sends each prop under its own name, and saves a whole film", async () => {
    const props = await propsOf({ ...video.least, ...video.more, apiVersion });
    const { result, exports } = await runAction("image-to-video", props, { methods });
    const [request, ...polls] = await requests();
    expect(request?.fields).toStrictEqual({ ...video.sent, ...video.moreSent });
    expect(new Set(polls.map(({ path: asked, headers }) => `${asked} ${headers["accept"] ?? ""}`)))
      .toStrictEqual(new Set([`${path}/result/${result.id ?? ""} video/*`]));
    expect(await credits()).toBe(980);
    expect(result).toMatchObject({
      filePath: expect.stringMatching(/\/image-to-video-[0-9a-f-]{36}\.mp4$/) as unknown,
      images: [],
      videos: [{ contentType: "video/mp4", seed: 7, finishReason: "SUCCESS" }],
      credits: 20,
    });
    expect(exports["$summary"]).toBe("Made 1 video from a picture (about 20 credits)");
    expect(tracksOf(await readFile(result.filePath ?? ""))).toMatchObject([{ video: { width: 768, height: 768 } }]);
  });
});

describe.each(["png", "jpeg", "webp"])("as %s", (outputFormat) => {
  test.each([
    ["search-and-recolor", { image: "@clear", prompt, selectPrompt: "door" }],
    ["replace-background-and-relight", { subjectImage: "@clear", backgroundPrompt: "a beach" }],
  ])("%s saves a file of that type", async (action, props) => {
    const { result } = await runAction(action, await propsOf({ ...props, outputFormat }), { methods });
    expect(await sharp(result.filePath).metadata()).toMatchObject({ format: outputFormat });
    expect(result.images[0]).toMatchObject({ contentType: `image/${outputFormat}` });
  });
});

test("without an output format it is what the API sends: PNG", async () => {
  const { result } = await runAction("search-and-recolor", await propsOf({ image: "@opaque", prompt, selectPrompt: "door" }));
  expect(await sharp(result.filePath).metadata()).toMatchObject({ format: "png" });
});

test.each(["png", "webp"])("what has no background any more is transparent as %s", async (outputFormat) => {
  const { result } = await runAction("remove-background", await propsOf({ image: "@opaque", outputFormat }));
  expect(await sharp(result.filePath).metadata()).toMatchObject({ hasAlpha: true, format: outputFormat });
});
