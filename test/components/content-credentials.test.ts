/** What Stability AI has signed stays as it came, whatever way it takes: one byte more would make it invalid. */
import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { runAction } from "../support/binder.ts";
import { credentialsState } from "../support/content-credentials.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json, startServer } from "../support/server.ts";
import { sendMedia } from "../support/v2-host.ts";

usePicturesFolder();

const id = "a".repeat(64);

type Send = (response: ServerResponse, bytes: Buffer, contentType: string) => void;

const inJson = (key: string): Send => (response, bytes) => {
  json(200, { [key]: bytes.toString("base64"), seed: 1, finish_reason: "SUCCESS" })(response);
};

/** The ways of an answer that every action takes. */
const ways: Readonly<Record<string, Send>> = {
  bytes: (response, bytes, contentType) => {
    sendMedia(response, bytes, { contentType });
  },
  "bytes that are compressed": (response, bytes, contentType) => {
    response.writeHead(200, { "Content-Type": contentType, "Content-Encoding": "gzip" }).end(gzipSync(bytes));
  },
  "bytes whose connection breaks behind them": (response, bytes, contentType) => {
    response.writeHead(200, { "Content-Type": contentType, "Content-Length": bytes.length + 9 })
      .write(bytes, () => setTimeout(() => response.socket?.resetAndDestroy(), 100));
  },
  "an image in JSON": inJson("image"),
  "a result in JSON": inJson("result"),
  "an artifact of v1": (response, bytes) => {
    json(200, { artifacts: [{ base64: bytes.toString("base64"), seed: 1, finishReason: "SUCCESS" }] })(response);
  },
};

interface Saved {
  filePath?: string;
  images?: object[];
  videos?: object[];
  file?: { filePath: string; contentCredentials?: true };
}

async function receive(send: Send, name: string, contentType: string, action: string, props: object) {
  const signed = await readFile(`test/formats/cases/signed/${name}`);
  await startServer((response) => {
    send(response, signed, contentType);
  });
  const { result } = await runAction<Saved>(action, props);
  const path = result.file?.filePath ?? result.filePath ?? "";
  const saved = await readFile(path);
  expect(saved.equals(signed)).toBe(true);
  expect([...result.images ?? [], ...result.videos ?? [], ...result.file ? [result.file] : []])
    .toMatchObject([{ contentCredentials: true, contentType, bytes: signed.length }]);
  expect(await credentialsState(saved, contentType)).toBe("Valid");
}

const pictures = [
  ["signed-a.png", "image/png"], ["signed-a.jpg", "image/jpeg"], ["signed-a.webp", "image/webp"],
] as const;

describe.each(Object.entries(ways))("%s", (_way, send) => {
  describe.each(["nowhere", "sidecar", "metadata"])("with parameters saved %s", (saveParameters) => {
    test.each(pictures)("%s is saved as it came, and stays valid", async (name, contentType) => {
      await receive(send, name, contentType, "generate-core", { prompt: "x", saveParameters });
    });

    test("so is a film", async () => {
      const props = { id, generationType: "video", saveParameters };
      await receive(send, "signed-a.mp4", "video/mp4", "get-generation-result", props);
    });
  });
});

test.each([
  ...pictures, ["signed-a.mp4", "video/mp4"], ["signed-a.mp3", "audio/mpeg"],
] as const)("a raw request saves %s as it came", async (name, contentType) => {
  for (const said of [contentType, "application/octet-stream"]) {
    await receive((response, bytes) => {
      sendMedia(response, bytes, { contentType: said });
    }, name, contentType, "api-request", { method: "POST", path: "/v2beta/x", accept: "*/*" });
  }
});

test("a picture that is not signed is not said to be", async () => {
  const picture = await plainPicture();
  await startServer((response) => {
    sendMedia(response, picture);
  });
  const { result: { filePath = "", images } } = await runAction("generate-core", { prompt: "x" });
  expect(images[0]).not.toHaveProperty("contentCredentials");
  expect(await readFile(filePath)).toStrictEqual(picture);
});
