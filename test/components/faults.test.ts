/** What a user gets when something breaks: one clear sentence, no unfinished file, one request, and no key anywhere. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { inspect, promisify } from "node:util";
import sharp from "sharp";
import { failAction, testKey } from "../support/binder.ts";
import { useEmulator } from "../support/emulator.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();
const prompt = "A lighthouse on a cliff";

const paid = "The request may have been carried out and paid for: compare your balance before you run it again.";

let png: Buffer;
beforeAll(async () => {
  const noise = randomBytes(200 * 200 * 3);
  png = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } }).png().toBuffer();
});

const asPng = (response: ServerResponse, length: number) =>
  response.writeHead(200, { "Content-Type": "image/png", "Content-Length": length });

const expectNoKey = (error: Error) => {
  // What a log would show of it: the stack, the fields, and whatever hangs on them.
  expect(`${error.stack ?? ""}${inspect(error, { depth: 10, showHidden: true })}`).not.toContain(testKey);
};

async function failWith(answer: (response: ServerResponse) => void, props: object = {}, options = {}) {
  const server = await startServer(answer);
  const error = await failAction("text-to-image", { prompt, ...props }, options);
  expect(server.requests).toHaveLength(1);
  expect(error.name).toBe("StabilityError");
  expectNoKey(error);
  return { message: error.message.replaceAll(server.url, "HOST"), error };
}

describe("the API refuses", () => {
  test.each([
    [
      "a wrong key, of which v1 shows both ends",
      401,
      { id: "1", name: "unauthorized", message: `Incorrect API key provided: ${testKey.slice(0, 7)}***********1234. See x` },
      "Stability AI answered 401 unauthorized: Incorrect API key provided: [API key] See x. "
      + "Check the API key of the connected account; keys are listed at https://platform.stability.ai/account/keys.",
    ],
    [
      "the whole key in an error",
      400,
      { id: "1", name: "bad_request", message: `key ${testKey} is odd` },
      "Stability AI answered 400 bad_request: key [API key] is odd.",
    ],
    [
      "a server fault",
      500,
      { id: "1", name: "server_error", message: "An unexpected server error occurred, please try again." },
      "Stability AI answered 500 server_error: An unexpected server error occurred, please try again. "
      + "The fault is on the side of the host; try again later.",
    ],
    [
      "the envelope of v2",
      402,
      { id: "1", name: "payment_required", errors: ["You lack credits", "Buy more"] },
      "Stability AI answered 402 payment_required: You lack credits; Buy more. "
      + "Buy credits at https://platform.stability.ai/account/credits.",
    ],
    [
      "an error without words",
      403,
      { id: "1", name: "permission_denied" },
      "HOST answered status 403 with \"{\"id\":\"1\",\"name\":\"permission_denied\"}\", which is not how Stability AI answers. "
      + "Check that the account and the organization may use this.",
    ],
  ])("%s", async (_name, status, body, message) => {
    const failed = await failWith(json(status, body));
    expect(failed.message).toBe(message);
    expect(failed.error).toMatchObject({ status });
    expect(await folder.files()).toStrictEqual([]);
  });

  test.each([
    [400, "invalid_samples", "Ask for one sample, or for JSON."],
    [400, "invalid_height_or_width", "Give width and height as multiples of 64."],
    [400, "invalid_file_size", "Send a smaller picture."],
    [400, "invalid_mime_type", "Send the picture as PNG."],
    [400, "invalid_image_dimensions", "Make the mask as large as the init image."],
    [400, "invalid_mask_image", "Give a mask image, or take the alpha channel of the init image."],
    [400, "invalid_prompts", "Say it in other words."],
    [400, "invalid_pixel_count", "Choose a size that the engine draws; the options of width and height show them."],
    [400, "invalid_sdxl_v222_dimensions", "Choose a size that the engine draws; the options of width and height show them."],
    [400, "invalid_sdxl_v1_dimensions", "Choose one of these sizes; resize an init image first."],
    [403, "content_moderation", "Say it in other words, or send another picture."],
    [404, "something_else", "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has."],
    [413, "payload_too_large", "Send a smaller picture."],
    [422, "invalid_language", "Say it in English."],
    [422, "public_figure", "Change the prompt or the picture."],
    [429, "something_else", "Wait a minute before you try again."],
  ])("%d %s comes with advice", async (status, name, advice) => {
    const { message, error } = await failWith(json(status, { id: "1", name, message: "No.", temporary: true }));
    expect(message).toBe(`Stability AI answered ${status} ${name}: No. ${advice}`);
    expect(error).toMatchObject({ status, code: name, requestId: "1" });
  });

  test("the request's number is kept for support", async () => {
    const { error } = await failWith((response) => {
      response.writeHead(500, { "x-request-id": "r-1" }).end(JSON.stringify({ id: "e-1", name: "n", message: "m" }));
    });
    expect(error).toMatchObject({ requestId: "r-1", code: "n" });
  });
});

describe("the emulator refuses", () => {
  useEmulator();

  const small = { prompt, samples: 10 };

  test("a key that it does not know", async () => {
    const error = await failAction("text-to-image", small, { key: "sk-unknown-key-of-somebody" });
    expect(error.message).toMatch(/^Stability AI answered 401 unauthorized: Incorrect API key provided: \[API key\]/);
    expect(inspect(error)).not.toMatch(/sk-unkn|body/);
  });

  test("an engine that it does not have", async () => {
    const error = await failAction("text-to-image", { ...small, engineId: "stable-diffusion-9" });
    expect(error.message).toBe(
      "Stability AI answered 404 not_found: The specified engine (ID stable-diffusion-9) was not found. "
      + "Check the engine: **List Engines**, or the options of the Engine prop, show what this host has.",
    );
  });

  test("a picture for which there are no credits", async () => {
    const error = await failAction("text-to-image", { ...small, steps: 100, engineId: "stable-diffusion-xl-1024-v1-0" });
    // As of today the API takes at most 50 steps, so this is a bad request and costs nothing.
    expect(error.message).toMatch(/^Stability AI answered 400 bad_request: steps: /);
  });
});

describe("the emulator of old has no credits left", () => {
  useEmulator({ asOf: "any" });

  test("which v1 calls 429, and the advice is to buy and not to wait", async () => {
    const error = await failAction("text-to-image", { prompt, samples: 10, steps: 150 });
    expect(error.message).toBe(
      "Stability AI answered 429 insufficient_balance: Your organization does not have enough balance to request this "
      + "action (need $0.45, have $0 in active grants, $0.25 in balance). "
      + "Buy credits at https://platform.stability.ai/account/credits.",
    );
  });
});

describe("the answer is not one of the API", () => {
  test.each<[string, (response: ServerResponse) => void, string]>([
    [
      "HTML with status 502",
      (response) => response.writeHead(502, { "Content-Type": "text/html" })
        .end("<html><head><title>502 Bad Gateway</title></head></html>"),
      "HOST answered status 502 with an HTML page titled \"502 Bad Gateway\", which is not how Stability AI answers. "
      + "The fault is on the side of the host; try again later.",
    ],
    [
      "nothing, with status 503",
      (response) => response.writeHead(503).end(),
      "HOST answered status 503 with nothing at all, which is not how Stability AI answers. "
      + "The fault is on the side of the host; try again later.",
    ],
    [
      "a redirect, which is not followed",
      (response) => response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end(),
      "HOST answered status 302 with nothing at all, which is not how Stability AI answers.",
    ],
    [
      "HTML with status 200",
      (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Please log in</html>"),
      "The host answered something that is not a PNG, JPEG or WebP picture, where a picture was expected.",
    ],
    [
      "no picture at all",
      (response) => response.writeHead(200, { "Content-Type": "image/png" }).end(),
      "The host answered nothing at all, where a picture was expected.",
    ],
    [
      "JSON without pictures",
      json(200, { error: "none" }),
      "The host answered JSON without pictures, where a picture was expected.",
    ],
    [
      "pictures that are not base64",
      json(200, { artifacts: [{ base64: "not base64!", seed: 1, finishReason: "SUCCESS" }] }),
      "The host answered a picture that is not base64, where a picture was expected.",
    ],
    [
      "base64 that is not a picture",
      json(200, { artifacts: [{ base64: "aGVsbG8gd29ybGQ=", seed: 1, finishReason: "SUCCESS" }] }),
      "The host answered something that is not a PNG, JPEG or WebP picture, where a picture was expected.",
    ],
    [
      "JSON that ends too soon",
      (response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{\"artifacts\": [{\"seed\""),
      "The host answered JSON that is cut short or broken, where a picture was expected.",
    ],
  ])("%s", async (_name, answer, expected) => {
    const { message } = await failWith(answer);
    expect(message).toBe(expected);
    expect(await folder.files()).toStrictEqual([]);
  });

  test("a picture cut short by a host that says it is whole", async () => {
    const { message } = await failWith((response) => asPng(response, png.length - 20).end(png.subarray(0, -20)));
    expect(message).toBe("The host answered a picture that is cut short, where a picture was expected.");
    expect(await folder.files()).toStrictEqual([]);
  });
});

describe("the connection breaks", () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ["before any answer", (response) => response.socket?.resetAndDestroy()],
    ["in the middle of the picture", (response) => {
      asPng(response, png.length).write(png.subarray(0, 1000), () => response.socket?.resetAndDestroy());
    }],
    ["because the host stops sending", (response) => {
      asPng(response, png.length).write(png.subarray(0, 1000), () => response.socket?.end());
    }],
  ])("%s", async (_name, answer) => {
    const { message } = await failWith(answer);
    expect(message).toBe(`The exchange with HOST failed: the connection broke. ${paid}`);
    expect(await folder.files()).toStrictEqual([]);
  });

  test.each<[string, (response: ServerResponse, text: string) => void]>([
    ["closed", (response, text) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": text.length + 10 })
        .write(text, () => response.socket?.destroy());
    }],
    // A reset drops what the system has not handed over yet, so the client is given time to take it.
    ["reset", (response, text) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": text.length + 10 })
        .write(text, () => setTimeout(() => response.socket?.resetAndDestroy(), 100));
    }],
    ["ended too soon", (response, text) => response.writeHead(200, { "Content-Type": "application/json" }).end(text)],
  ])("in the second of three pictures (%s): the first was paid for, stays, and is named", async (_name, cut) => {
    const base64 = png.toString("base64");
    const text = JSON.stringify({ artifacts: [1, 2, 3].map((seed) => ({ base64, seed, finishReason: "SUCCESS" })) });
    const { message } = await failWith((response) => {
      cut(response, text.slice(0, Math.floor(text.length / 2)));
    }, { samples: 3 });
    const files = await folder.files();
    expect(files).toHaveLength(1);
    expect(message).toMatch(new RegExp(` Already saved: ${folder.path()}/${files[0] ?? "?"}$`));
    expect(await readFile(`${folder.path()}/${files[0] ?? "?"}`)).toStrictEqual(png);
  });

  test("a broken picture does not cost the one after it", async () => {
    const artifacts = [png.subarray(0, -20), png].map((bytes) =>
      ({ base64: bytes.toString("base64"), seed: 1, finishReason: "SUCCESS" }));
    const { message } = await failWith(json(200, { artifacts }), { samples: 2 });
    const files = await folder.files();
    expect(files).toHaveLength(1);
    expect(message).toMatch(/^The host answered a picture that is cut short, .* Already saved: /);
  });
});

describe("nobody answers", () => {
  test("a port where nothing listens: nothing was spent, so nothing is said of it", async () => {
    const server = await startServer(json(200, {}));
    process.env["STABILITY_API_HOST"] = "http://127.0.0.1:1";
    const error = await failAction("text-to-image", { prompt });
    expect(error.message).toBe("The exchange with http://127.0.0.1:1 failed: nothing accepts connections there.");
    expect(server.requests).toStrictEqual([]);
    expectNoKey(error);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["not at all", () => undefined],
    ["not to the end", (response) => asPng(response, png.length).write(png.subarray(0, 1000))],
  ])("%s, until the step's time is nearly up", async (_name, answer) => {
    const { message } = await failWith(answer, {}, { deadline: Date.now() + 1300 });
    expect(message).toMatch(/^The exchange with HOST failed: no complete answer came within 0\.[123] s\. /);
    expect(message).toContain(paid);
    expect(await folder.files()).toStrictEqual([]);
  });
});

describe("the disk", () => {
  test("a folder that does not exist", async () => {
    process.env["STASH_DIR"] = `${folder.path()}/none`;
    const { message } = await failWith((response) => asPng(response, png.length).end(png));
    expect(message).toBe(
      `The picture could not be saved in ${folder.path()}/none: the folder does not exist. `
      + "It was made and paid for; make room before you run it again.",
    );
  });

  test("no room: a process that may write 8 KiB fails like one on a full disk", async () => {
    const { url, requests } = await startServer((response) => asPng(response, png.length).end(png));
    const command = "ulimit -f 8; exec node build/scripts/start.mjs text-to-image --prompt x";
    const outcome = await promisify(execFile)("bash", ["-c", command], {
      env: { ...process.env, STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: testKey, STASH_DIR: folder.path() },
    }).catch((error: unknown) => error as { code: number; stdout: string; stderr: string });
    expect(outcome).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `The picture could not be saved in ${folder.path()}: the file grew larger than this system allows. `
        + "It was made and paid for; make room before you run it again.\n",
    });
    expect(requests).toHaveLength(1);
    expect(await folder.files()).toStrictEqual([]);
  });
});
