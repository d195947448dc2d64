/** What pictures must be to each other and to what is asked, known from their headers before anything is sent. */
import { describe, expect, test } from "@jest/globals";
import { failAction, officialKey } from "../support/binder.ts";
import { plainPicture, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

const engineId = "stable-diffusion-v1-5";

describe("masks", () => {
  const refuse = async (props: Record<string, unknown>) => {
    const { requests } = await startServer(json(500, {}));
    const { message } = await failAction("masking", { prompt: "x", engineId, ...props });
    return { sent: requests.length, problems: message.split("\n").slice(1) };
  };
  const file = async (name: string, options: Parameters<typeof plainPicture>[0] = {}) =>
    saved(folder.path(), name, await plainPicture(options));

  test("a mask is needed unless the init image has the mask in its alpha channel", async () => {
    const initImage = await file("init.png");
    expect(await refuse({ initImage, maskSource: "MASK_IMAGE_BLACK" })).toStrictEqual({
      sent: 0,
      problems: ["- maskImage, maskSource: MASK_IMAGE_BLACK needs a mask image; give one, or choose INIT_IMAGE_ALPHA"],
    });
    expect((await refuse({ initImage, maskSource: "INIT_IMAGE_ALPHA" })).problems.join()).toContain("has no alpha channel");
    const transparent = await file("alpha.png", { alpha: 0.5 });
    expect((await refuse({ initImage: transparent, maskSource: "INIT_IMAGE_ALPHA" })).sent).toBe(1);
  });

  test("a mask must have the size of the init image", async () => {
    const initImage = await file("init.png");
    const smaller = await file("smaller.png", { width: 63 });
    const same = await file("same.png");
    const maskSource = "MASK_IMAGE_WHITE";
    expect(await refuse({ initImage, maskSource, maskImage: smaller })).toStrictEqual({
      sent: 0,
      problems: ["- maskImage: is 63x64, but must be of the size of the init image, 64x64"],
    });
    expect((await refuse({ initImage, maskSource, maskImage: same })).sent).toBe(1);
  });
});

describe("enlarging", () => {
  const refuse = async (size: { width: number; height: number }, props: object) => {
    const image = await saved(folder.path(), "a.png", await plainPicture(size));
    const { requests } = await startServer(json(500, {}));
    const { message } = await failAction("upscale", { image, ...props });
    return requests.length === 1 ? "sent" : message.split("\n").slice(1).join("\n");
  };
  const megapixel = { width: 1024, height: 1024 };

  test("one side can be given, or none, and the result has 4,194,304 pixels at most", async () => {
    expect(await refuse(megapixel, { width: 2048, height: 2048 })).toContain("only one of them can be given");
    expect(await refuse(megapixel, {})).toBe("sent");
    expect(await refuse({ width: 1025, height: 1024 }, {})).toContain("the result would have 4,198,400 pixels");
    expect(await refuse(megapixel, { height: 2048 })).toBe("sent");
    expect(await refuse(megapixel, { height: 2049 })).toContain("the result would have 4,198,401 pixels");
  });

  test("only the latent upscaler takes prompts", async () => {
    expect(await refuse(megapixel, { prompt: "x" })).toContain("esrgan-v1-x2plus takes none of them");
    expect(await refuse(megapixel, { prompt: "x", engineId: "stable-diffusion-x4-latent-upscaler" })).toBe("sent");
  });

  test("Stability AI no longer does it: the action says so, and what replaces it", async () => {
    delete process.env["STABILITY_API_HOST"];
    const image = await saved(folder.path(), "a.png", await plainPicture());
    const { message } = await failAction("upscale", { image }, { key: officialKey });
    expect(message).toContain(
      "- engineId: esrgan-v1-x2plus was retired by Stability AI (2024-10-11); "
      + "use **Upscale Image Fast** instead",
    );
  });
});
