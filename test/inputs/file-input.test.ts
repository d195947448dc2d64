/** Pictures in: from a path, a URL or a data URI into the request, or refused before anything is sent. */
import { describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import sharp from "sharp";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { openFilesBelow, plainPicture, saved, untilClosed } from "../support/files.ts";
import { startPictureHost } from "../support/picture-host.ts";
import { hurried } from "../support/sent-picture.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

const engineId = "stable-diffusion-v1-5";

const startHost = async (answer: (response: ServerResponse, path: string, hits: number) => void) =>
  (await startPictureHost((response, { url = "" }, hits) => {
    answer(response, url, hits);
  })).url;

/** The parts of a form, by their heads. */
function partsOf(body: string, type = "") {
  const [, boundary = ""] = /boundary=(.*)$/.exec(type) ?? [];
  return body.split(`--${boundary}`).slice(1, -1).map((part) => {
    const [head = "", ...content] = part.trim().split("\r\n\r\n");
    return `${head.replace("Content-Disposition: form-data; ", "").replace("\r\n", "; ")}: ${content.join("").length}`;
  });
}

describe("a picture is sent", () => {
  const send = async (initImage: string) => {
    const picture = await plainPicture();
    const { requests } = await startServer((response) => {
      response.writeHead(200, { "Content-Type": "image/png" }).end(picture);
    });
    await runAction("image-to-image", { initImage, prompt: "x", engineId, imageStrength: "0.4", seed: 0 });
    const [request] = requests;
    if (request === undefined) throw new Error("nothing was sent");
    expect(Number(request.headers["content-length"])).toBeGreaterThan(100);
    return partsOf(request.body, request.headers["content-type"]);
  };

  const others = [
    "name=\"text_prompts[0][text]\": 1",
    "name=\"image_strength\": 3",
    "name=\"seed\": 1",
  ];

  test.each([
    ["png", "image/png", "png"],
    ["jpeg", "image/jpeg", "jpg"],
    ["webp", "image/webp", "webp"],
  ] as const)("from a path, as what its bytes are (%s) and not as what it is called", async (format, type, extension) => {
    const path = await saved(folder.path(), "my photo.txt", await plainPicture({ format }));
    expect(await send(path)).toStrictEqual([
      expect.stringMatching(`^name="init_image"; filename="my_photo.${extension}"; Content-Type: ${type}: \\d+$`),
      ...others,
    ]);
  });

  test("though its size stands behind half a megabyte of a profile for print", async () => {
    const jpeg = await plainPicture({ format: "jpeg" });
    const profile = Buffer.alloc(60_000);
    profile.writeUInt16BE(0xffe2, 0);
    profile.writeUInt16BE(profile.length - 2, 2);
    const bytes = Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 9 }, () => profile), jpeg.subarray(2)]);
    const [init] = await send(await saved(folder.path(), "print.jpg", bytes));
    expect(init).toMatch(/^name="init_image"; filename="print.jpg"; Content-Type: image\/jpeg: \d+$/);
  });

  test("from a URL, over redirects, without the key", async () => {
    const picture = await plainPicture();
    const host = await startHost((response, path) => {
      const left = Number(path.slice(1));
      if (left > 0) response.writeHead(302, { Location: `/${left - 1}` }).end();
      else response.end(picture);
    });
    const [init] = await send(`${host}/20`);
    expect(init).toMatch(/^name="init_image"; filename="file-1.png"; Content-Type: image\/png: \d+$/);
  });

  test("and its file is closed, also when the host hangs up in the middle", async () => {
    const noise = sharp(randomBytes(1024 * 1024 * 3), { raw: { width: 1024, height: 1024, channels: 3 } });
    const initImage = await saved(folder.path(), "large.png", await noise.png().toBuffer());
    const host = await startHost((response) => response.socket?.resetAndDestroy());
    process.env["STABILITY_API_HOST"] = host;
    await failAction("image-to-image", { initImage, prompt: "x", engineId });
    delete process.env["STABILITY_API_HOST"];
    await untilClosed(folder.path());
    expect(await openFilesBelow(folder.path())).toStrictEqual([]);
  });

  test("from a data URI", async () => {
    const [init] = await send(`data:image/png;base64,${(await plainPicture()).toString("base64")}`);
    expect(init).toMatch(/^name="init_image"; filename="file-1.png"; Content-Type: image\/png: \d+$/);
  });
});

describe("what had to be stored to be sent is gone afterwards", () => {
  /** Runs an action in a process of its own, whose folder for temporary files is that of the test. */
  const start = (args: readonly string[]) => new Promise<number>((resolve) => {
    const env = { ...process.env, DREAMSTUDIO_API_KEY: testKey, TMPDIR: folder.path(), STASH_DIR: folder.path() };
    execFile("node", ["build/scripts/start.mjs", ...args], { env }, (error) => {
      resolve(error === null ? 0 : 1);
    });
  });

  test("several files at once", async () => {
    const { requests } = await startServer(json(200, {}));
    const file = `data:image/png;base64,${(await plainPicture()).toString("base64")}`;
    const files = JSON.stringify({ one: file, two: file, three: file });
    expect(await start(["api-request", "--method", "POST", "--path", "/v9", "--files", files])).toBe(0);
    expect(partsOf(requests[0]?.body ?? "", requests[0]?.headers["content-type"])).toHaveLength(3);
    expect(await folder.files()).toStrictEqual([]);
  });

  test("files of which one is refused", async () => {
    const { requests } = await startServer(json(200, {}));
    const host = await startHost((response) => response.end("not a picture"));
    const args = ["--init-image", `${host}/a.png`, "--mask-image", "data:image/png;base64,AAAA"];
    expect(await start(["masking", ...args, "--prompt", "x", "--mask-source", "MASK_IMAGE_WHITE"])).toBe(1);
    expect(requests).toStrictEqual([]);
    expect(await folder.files()).toStrictEqual([]);
  });

  test("a file that the API refuses", async () => {
    const { requests } = await startServer(json(400, { id: "1", name: "bad_request", message: "No." }));
    const file = `data:image/png;base64,${(await plainPicture()).toString("base64")}`;
    expect(await start(["image-to-image", "--init-image", file, "--prompt", "x", "--engine-id", engineId])).toBe(1);
    expect(requests).toHaveLength(1);
    expect(await folder.files()).toStrictEqual([]);
  });
});

describe("a picture is refused before anything is sent", () => {
  const refuse = async (initImage: string, props: object = {}, options = {}) => {
    const { requests } = await startServer(json(500, {}));
    const error = await failAction("image-to-image", { initImage, prompt: "x", engineId, ...props }, { ...hurried, ...options });
    expect(requests).toStrictEqual([]);
    expect(error.name).toBe("ConfigurationError");
    return error.message.replaceAll(folder.path(), "FOLDER").split("\n").slice(1).join("\n");
  };

  test.each<[string, () => Promise<string>, string]>([
    ["a missing file", () => Promise.resolve(`${folder.path()}/none.png`), "there is no file \"FOLDER/none.png\""],
    ["a folder", () => Promise.resolve(folder.path()), "\"FOLDER\" is not a file, but a folder or something else"],
    ["an empty file", () => saved(folder.path(), "a.png", ""), "\"FOLDER/a.png\" is empty"],
    [
      "text named .png",
      () => saved(folder.path(), "a.png", "hello"),
      "\"FOLDER/a.png\" is a text and not a PNG, JPEG or WebP picture",
    ],
    [
      "a GIF",
      async () => saved(folder.path(), "a.png", await plainPicture({ format: "gif" })),
      "\"FOLDER/a.png\" is a GIF picture and not a PNG, JPEG or WebP picture; convert it to PNG, JPEG or WebP",
    ],
    [
      "half a picture",
      async () => saved(folder.path(), "a.png", (await plainPicture()).subarray(0, -20)),
      "\"FOLDER/a.png\" is a picture that is cut short",
    ],
    ["another scheme", () => Promise.resolve("file:///tmp/a.png"), "got \"file:///tmp/a.png\", but only http and https URLs are taken"],
    [
      "a data URI of text",
      () => Promise.resolve("data:image/png,x"),
      "\"data:image/png,x\" is a text and not a PNG, JPEG or WebP picture",
    ],
  ])("%s", async (_name, make, reason) => {
    expect(await refuse(await make())).toBe(`- initImage: ${reason}`);
  });

  test.each<[string, (response: ServerResponse, path: string, hits: number) => void, string]>([
    ["a URL that is not found", (response) => response.writeHead(404).end(), "could not be fetched: the answer was status 404"],
    [
      "a URL that answers HTML",
      (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html></html>"),
      "is a web page and not a PNG, JPEG or WebP picture; give the address of the file itself, which may need no sign-in",
    ],
    [
      "a URL that redirects for ever",
      (response, _path, hits) => response.writeHead(302, { Location: `/${hits}` }).end(),
      "could not be fetched: it redirects more than 20 times",
    ],
    [
      "a URL that breaks off",
      (response) => response.writeHead(200, { "Content-Length": 100 }).write("x", () => response.destroy()),
      "could not be fetched: the connection broke",
    ],
  ])("%s", async (_name, answer, reason) => {
    const host = await startHost(answer);
    expect((await refuse(`${host}/a.png`)).replace(host, "HOST")).toBe(`- initImage: "HOST/a.png" ${reason}`);
  });

  test("a URL that never ends is read to 30 MiB and no further", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(1_048_576);
    const host = await startHost((response) => {
      const more = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    expect(await refuse(`${host}/a.png`)).toContain("could not be fetched: it is larger than 30 MiB");
    expect(sent).toBeLessThan(60 * 1_048_576);
  });

  test("a URL that does not answer is given up when the step's time is nearly up", async () => {
    const host = await startHost(() => undefined);
    expect(await refuse(`${host}/a.png`, {}, { deadline: Date.now() + 1200 }))
      .toContain("could not be fetched: it did not end in time");
  });

  test("a redirect more than the twenty that are followed", async () => {
    const picture = await plainPicture();
    const host = await startHost((response, path) => {
      const left = Number(path.slice(1));
      if (left > 0) response.writeHead(302, { Location: `/${left - 1}` }).end();
      else response.end(picture);
    });
    expect(await refuse(`${host}/21`)).toContain("could not be fetched: it redirects more than 20 times");
  });

  test("a URL is shown without what lets anybody fetch the picture", async () => {
    const message = await refuse("http://user:secret@127.0.0.1:1/a.png?signature=secret#secret");
    expect(message).toBe("- initImage: \"http://127.0.0.1:1/a.png?…\" could not be fetched: nothing accepts connections there");
  });

  test("a URL that is none", async () => {
    expect(await refuse("http://")).toBe("- initImage: \"http://\" could not be fetched: that is not an address");
  });

  test("a redirect to something else than http", async () => {
    const host = await startHost((response) => response.writeHead(302, { Location: "file:///etc/passwd" }).end());
    expect(await refuse(`${host}/a.png`)).toContain("could not be fetched: it redirects to something else than http or https");
  });

  test("a URL at which nothing listens", async () => {
    expect(await refuse("http://127.0.0.1:1/a.png")).toContain("could not be fetched: nothing accepts connections there");
  });

  test("a size that Stable Diffusion XL does not take, with the nearest of the nine", async () => {
    const path = await saved(folder.path(), "a.png", await plainPicture({ width: 1000, height: 700 }));
    expect(await refuse(path, { engineId: undefined })).toBe(
      "- initImage: stable-diffusion-xl-1024-v1-0 does not take 1000x700; the nearest size is 1216x832; it takes "
      + "1024x1024, 1152x896, 896x1152, 1216x832, 832x1216, 1344x768, 768x1344, 1536x640, 640x1536; use **Fit Image**",
    );
  });

  test("strengths and schedules that belong to the other mode", async () => {
    const path = await saved(folder.path(), "a.png", await plainPicture());
    expect(await refuse(path, { initImageMode: "STEP_SCHEDULE", imageStrength: "0.5" })).toBe(
      "- imageStrength, initImageMode: an image strength belongs to the mode IMAGE_STRENGTH; leave it out, or choose that mode",
    );
    expect(await refuse(path, { stepScheduleEnd: "0.5" })).toBe(
      "- stepScheduleStart, stepScheduleEnd, initImageMode: a step schedule belongs to the mode STEP_SCHEDULE; leave it "
      + "out, or choose that mode",
    );
  });

  test("all that is wrong at once, pictures and values", async () => {
    const message = await refuse(`${folder.path()}/none.png`, { prompt: "", imageStrength: 2 });
    expect(message.split("\n").map((line) => line.split(":", 1)[0])).toStrictEqual(["- prompt", "- imageStrength", "- initImage"]);
  });
});
