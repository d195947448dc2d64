/** What becomes of an answer: its first bytes decide, what is whole stays, and there is never too much of it. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { maxAnswerBytes } from "../../components/dreamstudio/common/answers/transfer.ts";
import { failAction, runAction } from "../support/binder.ts";
import { expectNoKey } from "../support/fail-with.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

const paid = " The request may have been carried out and paid for: compare your balance before you run it again.";

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

type Answer = (response: ServerResponse) => void;

const bytes = (body: Buffer | string, headers: Record<string, string> = {}): Answer => (response) => {
  response.writeHead(200, headers).end(body);
};

async function run(answer: Answer, props: object = {}, action = "generate-core") {
  const { requests } = await startServer(answer);
  const outcome = await runAction(action, { prompt: "x", ...props });
  expect(requests).toHaveLength(1);
  return outcome;
}

/** What the user reads; nothing is left but what it names. */
async function fail(answer: Answer, props: object = {}, action = "generate-core"): Promise<string> {
  const { url, requests } = await startServer(answer);
  const error = await failAction(action, { prompt: "x", ...props });
  expectNoKey(error);
  expect(requests).toHaveLength(1);
  for (const name of await folder.files()) expect(error.message).toContain(name);
  return error.message.replaceAll(url, "HOST");
}

async function expectSaved(answer: Answer, expected = picture): Promise<void> {
  const { result: { filePath = "", images } } = await run(answer);
  expect((await readFile(filePath)).equals(expected)).toBe(true);
  expect(images).toMatchObject([{ finishReason: "SUCCESS", contentType: "image/png" }]);
  expect(await folder.files()).toHaveLength(1);
}

describe("the first bytes decide", () => {
  const base64 = () => picture.toString("base64");

  test.each<[string, () => Answer]>([
    ["a picture that says nothing", () => bytes(picture)],
    ["a picture that says it is JSON", () => bytes(picture, { "Content-Type": "application/json" })],
    ["a picture that says it is another one", () => bytes(picture, { "Content-Type": "image/webp" })],
    ["a picture behind a byte order mark", () => bytes(Buffer.concat([Buffer.from("\ufeff\r\n"), picture]))],
    ["JSON that says nothing", () => bytes(JSON.stringify({ image: base64() }))],
    ["JSON that says it is a picture", () => bytes(JSON.stringify({ image: base64() }), { "Content-Type": "image/png" })],
    ["JSON behind a byte order mark", () => bytes(`\ufeff \n${JSON.stringify({ result: base64() })}`)],
    ["a data URI in JSON", () => bytes(JSON.stringify({ image: `data:image/png;base64,${base64()}` }))],
    ["base64 in lines", () => bytes(JSON.stringify({ image: base64().replace(/.{76}/g, "$&\r\n") }))],
    ["JSON with another text under such a key", () => bytes(JSON.stringify({ result: "success", image: base64() }))],
    ["a picture that is there twice", () => bytes(`{"image":"${base64()}","image":"${base64()}"}`)],
  ])("%s", (_name, answer) => expectSaved(answer()));
});

describe("a picture that is whole stays, whatever the transfer does after it", () => {
  const inJson = () => JSON.stringify({ image: picture.toString("base64"), seed: 5, finish_reason: "SUCCESS" });

  const bodies: readonly [string, () => Buffer][] = [
    ["bytes", () => picture],
    ["JSON", () => Buffer.from(inJson())],
    ["JSON without its last bracket", () => Buffer.from(inJson().slice(0, -1))],
    ["JSON up to its picture", () => Buffer.from(inJson().slice(0, inJson().indexOf("seed") - 2))],
  ];
  const ends: readonly [string, (response: ServerResponse, body: Buffer) => void][] = [
    ["is reset", (response, body) => response.writeHead(200, { "Content-Length": body.length + 9 })
      .write(body, () => setTimeout(() => response.socket?.resetAndDestroy(), 200))],
    ["is shorter than it says", (response, body) => response.writeHead(200, { "Content-Length": body.length + 9 })
      .write(body, () => response.socket?.end())],
    ["misses its last chunk", (response, body) => response.writeHead(200).write(body, () => response.socket?.end())],
    ["ends as if all were well", (response, body) => response.writeHead(200).end(body)],
    ["is compressed, and misses its end", (response, body) => response
      .writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(body).subarray(0, -8))],
  ];

  describe.each(bodies)("%s", (_body, body) => {
    test.each(ends)("whose transfer %s", (_end, end) => expectSaved((response) => {
      end(response, body());
    }));
  });

  test("but not one that lacks its last byte", async () => {
    expect(await fail((response) => {
      response.writeHead(200).write(picture.subarray(0, -1), () => response.socket?.end());
    })).toBe(`The exchange with HOST failed: the connection broke.${paid}`);
  });
});

describe("what says why there is no picture", () => {
  const filtered: readonly [string, Answer][] = [
    ["JSON", json(200, { finish_reason: "CONTENT_FILTERED", seed: 0 })],
    ["JSON with an empty picture", json(200, { image: "", finish_reason: "CONTENT_FILTERED" })],
    ["JSON of v1", json(200, { artifacts: [{ base64: "", finishReason: "CONTENT_FILTERED" }] })],
    ["headers", bytes("", { "Finish-Reason": "CONTENT_FILTERED" })],
  ];

  test.each(filtered)("a filtered picture obeys the prop (%s)", async (_name, answer) => {
    expect(await fail(answer)).toBe("No usable picture came back: it was filtered. Change the prompt or the picture.");
    for (const onContentFiltered of ["keep", "skip"]) {
      const { result } = await run(answer, { onContentFiltered });
      expect(result).toMatchObject({ filePaths: [], images: [{ finishReason: "CONTENT_FILTERED" }] });
    }
  });

  test.each<[string, Answer, string]>([
    ["JSON", json(200, { finish_reason: "SUCCESS", seed: 1 }), "JSON without pictures"],
    ["JSON of v1", json(200, { artifacts: [{ seed: 1, finishReason: "SUCCESS" }] }), "JSON without pictures"],
    ["headers", bytes("", { "Finish-Reason": "SUCCESS" }), "nothing at all"],
  ])("a success without a picture is a failure (%s)", async (_name, answer, what) => {
    expect(await fail(answer)).toBe(`The host answered ${what}, where a picture was expected.${paid}`);
  });

  test("a success without a picture among others failed", async () => {
    const finishReason = "SUCCESS";
    const artifacts = [{ base64: picture.toString("base64"), seed: 1, finishReason }, { seed: 2, finishReason }];
    const { result } = await run(json(200, { artifacts }), { samples: 2 }, "text-to-image");
    expect(result.filePaths).toHaveLength(1);
    expect(result.images[1]).toStrictEqual({ seed: 2, finishReason: "ERROR" });
  });

  test.each<[string, Answer, string]>([
    ["an error in JSON", json(200, { id: "1", name: "content_moderation", errors: ["Flagged."] }),
      "Stability AI answered 200 content_moderation: Flagged. Change the prompt or the picture."],
    ["a text", bytes("Rate limit\u001b[1m exceeded", { "Content-Type": "image/png" }),
      "The host answered the text \"Rate limit exceeded\", where a picture was expected."],
    ["a page", bytes("<html><title>Sign in</title>"),
      "The host answered a web page (\"Sign in\"), where a picture was expected."],
  ])("%s speaks for itself", async (_name, answer, message) => {
    expect(await fail(answer)).toBe(`${message}${paid}`);
  });

  test("a reason like `constructor` is one like any other", async () => {
    const answer = json(200, { image: picture.toString("base64"), finish_reason: "constructor" });
    expect(await fail(answer)).toMatch(/^No usable picture came back: it is marked CONSTRUCTOR\. .*Saved all the same/);
  });
});

describe("what is said to be packed", () => {
  test.each<[string, (body: Buffer) => Buffer]>([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate, gzip", (body) => gzipSync(deflateSync(body))],
    ["identity", (body) => body],
  ])("%s: unpacked, and as it is where it is not packed at all", async (encoding, pack) => {
    const headers = { "Content-Encoding": encoding };
    for (const sent of [pack(picture), picture]) {
      const { result } = await run(bytes(sent, headers));
      expect((await readFile(result.filePath ?? "")).equals(picture)).toBe(true);
    }
    const answer = JSON.stringify({ image: picture.toString("base64"), finish_reason: "SUCCESS" });
    for (const sent of [pack(Buffer.from(answer)), answer]) {
      expect((await run(bytes(sent, headers))).result.images).toMatchObject([{ bytes: picture.length }]);
    }
  });

  test("what cannot be unpacked is lost, and said to be", async () => {
    expect(await fail(bytes("not packed", { "Content-Encoding": "gzip" })))
      .toBe(`The exchange with HOST failed: its compressed answer is broken.${paid}`);
  });
});

test("a picture in front of far too much stays, and the rest is not read", async () => {
  const bomb = gzipSync(Buffer.concat([picture, Buffer.alloc(maxAnswerBytes)]));
  const { result } = await run(bytes(bomb, { "Content-Encoding": "gzip" }));
  expect(result.images).toMatchObject([{ width: 64, height: 64, bytes: maxAnswerBytes }]);
}, 120_000);

describe("names that JavaScript has are ordinary names", () => {
  const names = "{\"__proto__\":{\"a\":1},\"constructor\":\"x\",\"toString\":[null]}";

  test("in what a raw request sends and gets", async () => {
    const { requests } = await startServer(bytes(names));
    const { result } = await runAction<{ data: unknown }>("api-request", { method: "POST", path: "/v9", json: names });
    expect(requests[0]?.body).toBe(names);
    expect(JSON.stringify(result.data)).toBe(names);
    await runAction("api-request", { method: "POST", path: "/v9", query: names, form: names });
    expect(requests[1]?.path).toContain("__proto__=");
    expect(requests[1]?.body).toContain("name=\"__proto__\"");
  });

  test.each(["constructor", "__proto__"])("in the engine %s", async (engineId) => {
    const artifacts = [{ base64: picture.toString("base64"), seed: 1, finishReason: "SUCCESS" }];
    const { result } = await run(json(200, { artifacts }), { engineId }, "text-to-image");
    expect(result).toMatchObject({ engineId, filePaths: [result.filePath] });
  });
});

describe("a raw request", () => {
  const raw = { method: "POST", path: "/v9", accept: "*/*" };

  test.each<[string, () => Buffer, string, string]>([
    ["a picture", () => picture, "png", "image/png"],
    ["a GIF", () => Buffer.from("GIF89a\u0001\u0000"), "gif", "image/gif"],
    ["a PDF", () => Buffer.from("%PDF-1.7\n"), "pdf", "application/pdf"],
    ["a page", () => Buffer.from("<html><p>x"), "html", "text/html"],
    ["JSON that is none", () => Buffer.from("[INFO] started"), "json", "application/json"],
    ["a text", () => Buffer.from("hello"), "txt", "text/plain"],
    ["what nobody knows", () => Buffer.from([1, 2, 3]), "bin", "application/x-any"],
  ])("%s is saved as what it is", async (_name, body, extension, contentType) => {
    const { result } = await run(bytes(body(), { "Content-Type": "application/x-any" }), raw, "api-request");
    const { file } = result as unknown as { file: { filename: string; contentType: string; filePath: string } };
    expect(file).toMatchObject({ filename: expect.stringMatching(new RegExp(`\\.${extension}$`)), contentType });
    expect(await readFile(file.filePath)).toStrictEqual(body());
  });

  test("JSON that is too deep to be written again is saved", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const { result } = await run(bytes(deep), raw, "api-request");
    expect(result).toMatchObject({ file: { bytes: 20_000, contentType: "application/json" } });
  });

  test("nothing is neither data nor a file", async () => {
    const { result } = await run(bytes(""), raw, "api-request");
    expect(result).toStrictEqual({ contentType: "application/octet-stream", headers: {} });
    expect(await folder.files()).toStrictEqual([]);
  });
});
