/** What a user gets when something breaks: one clear sentence, no unfinished file, one request, and no key anywhere. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { randomBytes } from "node:crypto";
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import sharp from "sharp";
import { failAction, testKey } from "../support/binder.ts";
import { expectNoKey, failWith } from "../support/fail-with.ts";
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

describe("the answer is not one of the API", () => {
  test.each<[string, (response: ServerResponse) => void, string]>([
    [
      "HTML with status 502",
      (response) => response.writeHead(502, { "Content-Type": "text/html" })
        .end("<html><head><title>502 Bad Gateway</title></head></html>"),
      "HOST answered status 502 with an HTML page titled \"502 Bad Gateway\", which is not how Stability AI answers. "
      + paid,
    ],
    [
      "nothing, with status 503",
      (response) => response.writeHead(503).end(),
      "HOST answered status 503 with nothing at all, which is not how Stability AI answers. "
      + paid,
    ],
    [
      "a redirect, which is not followed",
      (response) => response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end(),
      "HOST answered status 302 with nothing at all, which is not how Stability AI answers.",
    ],
    [
      "HTML with status 200",
      (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Please log in</html>"),
      `The host answered something that is not a PNG, JPEG or WebP picture, where a picture was expected. ${paid}`,
    ],
    [
      "no picture at all",
      (response) => response.writeHead(200, { "Content-Type": "image/png" }).end(),
      `The host answered nothing at all, where a picture was expected. ${paid}`,
    ],
    [
      "JSON without pictures",
      json(200, { error: "none" }),
      `The host answered JSON without pictures, where a picture was expected. ${paid}`,
    ],
    [
      "pictures that are not base64",
      json(200, { artifacts: [{ base64: "not base64!", seed: 1, finishReason: "SUCCESS" }] }),
      `The host answered a picture that is not base64, where a picture was expected. ${paid}`,
    ],
    [
      "base64 that is not a picture",
      json(200, { artifacts: [{ base64: "aGVsbG8gd29ybGQ=", seed: 1, finishReason: "SUCCESS" }] }),
      `The host answered something that is not a PNG, JPEG or WebP picture, where a picture was expected. ${paid}`,
    ],
    [
      "JSON that ends too soon",
      (response) => response.writeHead(200, { "Content-Type": "application/json" }).end("{\"artifacts\": [{\"seed\""),
      `The host answered JSON that is cut short or broken, where a picture was expected. ${paid}`,
    ],
  ])("%s", async (_name, answer, expected) => {
    const { message } = await failWith(answer);
    expect(message).toBe(expected);
    expect(await folder.files()).toStrictEqual([]);
  });

  test("a picture cut short by a host that says it is whole", async () => {
    const { message } = await failWith((response) => asPng(response, png.length - 20).end(png.subarray(0, -20)));
    expect(message).toBe(`The host answered a picture that is cut short, where a picture was expected. ${paid}`);
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
    expect(message).toMatch(new RegExp(` Already saved: ${folder.path()}/${files[0] ?? "?"}\\b`));
    expect(message).toContain(paid);
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

test("nothing is sent when the step has no time left to receive it", async () => {
  const { requests } = await startServer((response) => asPng(response, png.length).end(png));
  const { name, message } = await failAction("text-to-image", { prompt: "x" }, { deadline: Date.now() + 900 });
  expect({ name, message }).toStrictEqual({
    name: "ConfigurationError",
    message: "Nothing was sent: the step has no time left. Give it a longer timeout.",
  });
  expect(requests).toStrictEqual([]);
});

describe("the disk", () => {
  test("a folder that does not exist", async () => {
    process.env["STASH_DIR"] = `${folder.path()}/none`;
    const { requests } = await startServer((response) => asPng(response, png.length).end(png));
    const { name, message } = await failAction("text-to-image", { prompt: "x" });
    expect({ name, message }).toStrictEqual({
      name: "ConfigurationError",
      message: `Nothing was sent: pictures could not be saved in ${folder.path()}/none: the folder does not exist.`,
    });
    expect(requests).toStrictEqual([]);
  });

  test("a folder that is gone when the picture comes", async () => {
    const gone = `${folder.path()}/gone`;
    await mkdir(gone);
    process.env["STASH_DIR"] = gone;
    const { message } = await failWith((response) => {
      rmSync(gone, { recursive: true });
      asPng(response, png.length).end(png);
    });
    expect(message).toBe(`The picture could not be saved in ${gone}: the folder does not exist. `
      + "It was made and paid for; mend this before you run it again.");
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
