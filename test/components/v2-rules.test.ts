/** What goes with what in the operations of v2beta and v2alpha; what does not is refused before anything is sent. */
import { describe, expect, test } from "@jest/globals";
import { failAction, officialKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { useGivenPictures } from "../support/given-pictures.ts";
import { steer } from "../support/steering.ts";

const emulator = useEmulator({ asOf: "any" });
const folder = usePicturesFolder();
// Without money nothing is drawn: what the emulator takes is answered 402.
const { requests } = steer(emulator, { credits: 0 });

const prompt = "A lighthouse on a cliff";

const propsOf = useGivenPictures(folder);

/** What is wrong with the props, line by line; nothing if the emulator takes them too. */
async function problems(action: string, values: Record<string, unknown>): Promise<string[]> {
  const error = await failAction(action, await propsOf(values));
  const sent = await requests();
  if (error.name === "ConfigurationError") {
    expect(sent).toStrictEqual([]);
    return error.message.replaceAll(folder.path(), "FOLDER").split("\n").slice(1);
  }
  expect(error.message).toMatch(/^Stability AI answered 402 payment_required: /);
  expect(sent).toHaveLength(1);
  return [];
}

const needsStrength = "- strength, image: an image needs a strength; give one, for example 0.5";
const needsImage = "- strength, image: a strength says how far the result may go from an image; give one, or leave the "
  + "strength out";
const needsMask = "- mask, image: a mask is needed, since nothing in the image can be transparent; give a mask, or an "
  + "image with an alpha channel";
const ratioOfImage = "- aspectRatio: with an image the picture has its aspect ratio; leave this out";
const textOnly = "- mode, image: text-to-image takes no image; leave the mode out, or the image";
const noSearchPrompt = "- mode, searchPrompt: the mode search needs a search prompt; give one";
const otherMode = "- mode, searchPrompt: a search prompt belongs to the mode search; leave it out, or choose that mode";
const noMask = "- mask: the mode search finds for itself what to change; leave the mask out, or the search prompt";
const onlyIn = (name: string, version: string, other: string) =>
  `- ${name}: exists only in API version ${version}, and not in ${other}; leave it out`;
const needsMargin = "- left, right, up, down: at least one of them must be more than 0; best no more than the picture is "
  + "wide or high";
const needsBackground = "- backgroundPrompt, backgroundReference: one of them is needed";
const needsLight = "- lightSourceStrength, lightSourceDirection, lightReference: a strength needs a light; give a light "
  + "source direction or a light reference, or leave the strength out";

const v2alpha = { apiVersion: "v2alpha" };

describe.each([
  ["generate-ultra", { prompt }, [
    [{ image: "@opaque", strength: 0 }, []],
    [{ image: "@opaque" }, [needsStrength]],
    [{ strength: 0 }, [needsImage]],
    [{ image: "@opaque", strength: "1", aspectRatio: "9:21" }, []],
  ]],
  ["generate-sd3", { prompt }, [
    [{ image: "@opaque", strength: "1" }, []],
    [{ image: "@opaque" }, [needsStrength]],
    [{ strength: 0 }, [needsImage]],
    [{ mode: "text-to-image" }, []],
    [{ mode: "text-to-image", image: "@opaque", strength: 1 }, [textOnly]],
    [{ mode: "image-to-image", image: "@opaque", strength: 1 }, []],
    [{ mode: "image-to-image" }, ["- mode, image: image-to-image needs an image; give one"]],
    [{ aspectRatio: "21:9" }, []],
    [{ aspectRatio: "1:1", image: "@opaque", strength: 1 }, [ratioOfImage]],
    [{ aspectRatio: "1:1", image: "@opaque", mode: "text-to-image" }, [needsStrength, textOnly, ratioOfImage]],
    ...["sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash"].map((model) => [{ model }, []] as const),
    [{ cfgScale: 10 }, []],
    [{ cfgScale: "10.1" }, ["- cfgScale: got 10.1, but must be at most 10"]],
  ]],
  ["erase", {}, [
    [{ image: "@clear" }, []],
    [{ image: "@opaque", mask: "@opaque" }, []],
    [{ image: "@opaque" }, [needsMask]],
    [{ image: "@clear", growMask: 20 }, []],
    [{ image: "@clear", growMask: 21 }, ["- growMask: got 21, but must be at most 20"]],
  ]],
  ["inpaint", { prompt }, [
    [{ image: "@clear" }, []],
    [{ image: "@opaque", mask: "@clear" }, []],
    [{ image: "@opaque" }, [needsMask]],
    [{ image: "@clear", growMask: 100 }, []],
    [{ image: "@clear", growMask: 101 }, ["- growMask: got 101, but must be at most 100"]],
    [{ image: "@clear", mode: "mask" }, [onlyIn("mode", "v2alpha", "v2beta")]],
    [{ image: "@clear", mode: "search" }, [onlyIn("mode", "v2alpha", "v2beta")]],
    [{ image: "@clear", searchPrompt: "door" }, [onlyIn("searchPrompt", "v2alpha", "v2beta")]],
    [{ image: "@clear", ...v2alpha }, []],
    [{ image: "@opaque", ...v2alpha }, [needsMask]],
    [{ image: "@opaque", mask: "@opaque", mode: "mask", ...v2alpha }, []],
    [{ image: "@opaque", searchPrompt: "door", ...v2alpha }, []],
    [{ image: "@opaque", searchPrompt: "door", mode: "search", ...v2alpha }, []],
    [{ image: "@opaque", mode: "search", ...v2alpha }, [noSearchPrompt]],
    [{ image: "@opaque", mask: "@opaque", mode: "mask", searchPrompt: "door", ...v2alpha }, [otherMode]],
    [{ image: "@opaque", mask: "@opaque", searchPrompt: "door", ...v2alpha }, [noMask]],
    [{ image: "@clear", growMask: 0, ...v2alpha }, [onlyIn("growMask", "v2beta", "v2alpha")]],
    [{ image: "@clear", stylePreset: "anime", ...v2alpha }, [onlyIn("stylePreset", "v2beta", "v2alpha")]],
  ]],
  ["search-and-replace", { prompt, image: "@opaque", searchPrompt: "door" }, [
    [{ growMask: 20, stylePreset: "anime" }, []],
    [{ growMask: 21 }, ["- growMask: got 21, but must be at most 20"]],
    [v2alpha, []],
    [{ growMask: 3, stylePreset: "anime", ...v2alpha }, [
      onlyIn("growMask", "v2beta", "v2alpha"), onlyIn("stylePreset", "v2beta", "v2alpha"),
    ]],
    [{ apiVersion: "v1" }, ["- apiVersion: got \"v1\", but must be one of v2beta, v2alpha"]],
  ]],
  ["outpaint", { image: "@opaque" }, [
    ...["left", "right", "up", "down"].map((name) => [{ [name]: 1 }, []] as const),
    [{}, [needsMargin]],
    [{ left: 0, right: "0", up: 0, down: 0 }, [needsMargin]],
    [{ left: 2000 }, []],
    [{ left: 2001 }, ["- left: got 2,001, but must be at most 2,000"]],
    [{ left: "much" }, ["- left: got \"much\", which is not a whole number; for example 200"]],
  ]],
  ["replace-background-and-relight", { subjectImage: "@opaque" }, [
    [{ backgroundPrompt: "a beach" }, []],
    [{ backgroundReference: "@opaque" }, []],
    [{}, [needsBackground]],
    [{ keepOriginalBackground: true }, [needsBackground]],
    [{ backgroundPrompt: "a beach", lightSourceDirection: "left", lightSourceStrength: 0 }, []],
    [{ backgroundPrompt: "a beach", lightReference: "@opaque", lightSourceStrength: 1 }, []],
    [{ backgroundPrompt: "a beach", lightSourceStrength: 0 }, [needsLight]],
    [{ lightSourceStrength: 2 }, [needsBackground, needsLight]],
    [
      { backgroundPrompt: "a beach", lightSourceDirection: "up" },
      ["- lightSourceDirection: got \"up\", but must be one of left, right, above, below"],
    ],
  ]],
  ["remove-background", { image: "@opaque" }, [
    [{ outputFormat: "webp" }, []],
    [{ outputFormat: "jpeg" }, ["- outputFormat: got \"jpeg\", but must be one of png, webp"]],
  ]],
  ["upscale-creative", { image: "@opaque", prompt }, [
    [{ creativity: "0.5" }, []],
    [{ creativity: "0.51" }, ["- creativity: got 0.51, but must be at most 0.5"]],
    [{ creativity: 0.1, stylePreset: "anime", ...v2alpha }, []],
    [{ creativity: 0.09, ...v2alpha }, ["- creativity: got 0.09, but must be at least 0.1"]],
  ]],
] as const)("%s", (action, always, cases) => {
  test.each<readonly [Record<string, unknown>, readonly string[]]>(cases)("%j", async (props, expected) => {
    expect(await problems(action, { ...always, ...props })).toStrictEqual(expected);
  });
});

describe("a picture that cannot be read is reported as such, and not as missing", () => {
  const missing = (name: string) => `- ${name}: there is no file "FOLDER/none.png"`;

  test.each<readonly [string, Record<string, unknown>, readonly string[]]>([
    ["generate-ultra", { prompt, image: "@none", strength: 0.5 }, [missing("image")]],
    ["generate-sd3", { prompt, image: "@none", strength: 0.5, mode: "image-to-image" }, [missing("image")]],
    ["erase", { image: "@opaque", mask: "@none" }, [missing("mask")]],
    ["inpaint", { prompt, image: "@opaque", mask: "@none" }, [missing("mask")]],
    ["replace-background-and-relight", { subjectImage: "@opaque", backgroundReference: "@none" }, [
      missing("backgroundReference"),
    ]],
    ["replace-background-and-relight", {
      subjectImage: "@opaque", backgroundPrompt: "a beach", lightReference: "@none", lightSourceStrength: 1,
    }, [missing("lightReference")]],
  ])("%s %j", async (action, props, expected) => {
    expect(await problems(action, props)).toStrictEqual(expected);
  });
});

test("one message names all that is wrong: values, rules, versions and prices", async () => {
  expect(await problems("inpaint", {
    image: "@opaque", prompt: " ", growMask: 101, negativePrompt: 7, seed: 4_294_967_295, outputFormat: "gif",
    searchPrompt: "door", maxCredits: 4.99,
  })).toStrictEqual([
    "- prompt: is empty; say in words what you mean, for example \"A lighthouse on a cliff\"",
    "- growMask: got 101, but must be at most 100",
    "- negativePrompt: got 7, which is not text",
    "- seed: got 4,294,967,295, but must be at most 4,294,967,294",
    "- outputFormat: got \"gif\", but must be one of png, jpeg, webp",
    onlyIn("searchPrompt", "v2alpha", "v2beta"),
    needsMask,
    "- maxCredits: this costs about 5 credits, more than the 4.99 allowed",
  ]);
});

describe("texts", () => {
  test.each([
    ["generate-core", "prompt", {}],
    ["generate-core", "negativePrompt", { prompt }],
    ["search-and-replace", "searchPrompt", { prompt, image: "@opaque" }],
  ])("%s: a %s of 10,000 characters is sent, one more is not; an emoji is one character", async (action, name, others) => {
    expect(await problems(action, { ...others, [name]: "🗼".repeat(10_000) })).toStrictEqual([]);
    expect(await problems(action, { ...others, [name]: "🗼".repeat(10_001) })).toStrictEqual([
      `- ${name}: has 10,001 characters, but the API takes at most 10,000`,
    ]);
  });

  test("a required text must say something, another one may be empty", async () => {
    expect(await problems("generate-core", { prompt: " \n", negativePrompt: "" })).toHaveLength(1);
    expect(await problems("generate-core", { prompt, negativePrompt: "" })).toStrictEqual([]);
    expect(await problems("generate-core", {})).toStrictEqual(["- prompt: is missing"]);
  });
});

describe("operations that Stability AI has discontinued", () => {
  const discontinued = "- Image to Video was discontinued by Stability AI on 2025-07-24, and nothing took its place; it "
    + "works only with a gateway, a server of your own or the emulator";

  /** At a host of Stability AI; the key of the emulator would stop what the check lets through. */
  async function refusedAt(host: string | undefined, action: string, values: Record<string, unknown>) {
    const emulated = process.env["STABILITY_API_HOST"];
    if (host === undefined) delete process.env["STABILITY_API_HOST"];
    else process.env["STABILITY_API_HOST"] = host;
    const error = await failAction(action, await propsOf(values), { key: officialKey });
    process.env["STABILITY_API_HOST"] = emulated;
    expect(error.name).toBe("ConfigurationError");
    expect(await requests()).toStrictEqual([]);
    return error.message.split("\n").slice(1);
  }

  test.each(["v2beta", "v2alpha"])("a video in %s is refused at its host, and asked for at others", async (apiVersion) => {
    const props = { image: "@still", apiVersion };
    expect(await refusedAt(undefined, "image-to-video", props)).toStrictEqual([discontinued]);
    expect(await refusedAt("https://api.stability.ai/", "image-to-video", props)).toStrictEqual([discontinued]);
    expect(await problems("image-to-video", props)).toStrictEqual([]);
  });

  test("and so is the result of one, but not that of a picture", async () => {
    const id = "0".repeat(64);
    expect(await refusedAt(undefined, "get-generation-result", { id, generationType: "video" }))
      .toStrictEqual([discontinued]);
    process.env["STABILITY_API_HOST"] = "https://api.stability.ai";
    const { message } = await failAction("get-generation-result", { id, waitForResult: false }, { key: officialKey });
    expect(message).toContain("there is no host of that name");
    process.env["STABILITY_API_HOST"] = emulator.url();
    await expect(failAction("get-generation-result", { id, generationType: "video" }))
      .resolves.toMatchObject({ status: 404 });
  });

  test("the message names other problems too", async () => {
    expect(await refusedAt(undefined, "image-to-video", { image: "@opaque", motionBucketId: 256 })).toStrictEqual([
      "- motionBucketId: got 256, but must be at most 255",
      "- image: is 64x64, but must be of one of the sizes 1024x576, 576x1024, 768x768; use **Fit Image**",
      discontinued,
    ]);
  });
});
