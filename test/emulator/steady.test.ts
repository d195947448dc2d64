/** What would stop a server: long texts, deep bodies, pictures that claim much, and addresses that are none. */
import { request } from "node:http";
import { beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { control, type JournalEntry } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { authorization, freshKey, requestId, sendForm, sendJson } from "../support/stability-api.ts";
import { postV2, v2ErrorOf } from "../support/v2-requests.ts";

const emulator = useEmulator({ asOf: "any" });

let bomb: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  bomb = await sharp({ create: { width: 5000, height: 5000, channels: 3, background: "#000" } }).png().toBuffer();
});

const long = 60_000;

const numbers = ["1".repeat(long), `${"1".repeat(long)}x`, "1.".repeat(long), " ".repeat(long), `.${"1".repeat(long)}e`];

test.each(numbers)(
  "a number of very many characters is refused at once", async (seed) => {
    const began = Date.now();
    expect(await v2ErrorOf(await postV2(emulator.url(), "generate/core", { prompt: "x", seed }))).toMatch(/^400 bad_request: seed: /);
    const form = { init_image: bomb, "text_prompts[0][text]": "x", seed };
    expect((await sendForm(emulator.url(), "image-to-image", form)).status).toBe(400);
    expect(Date.now() - began).toBeLessThan(3000);
  });

test("a path with many stars is looked for at once", async () => {
  const path = `/${"*a".repeat(2000)}b`;
  await control(emulator.url(), "POST", "/faults", { status: 500, path, count: null });
  const began = Date.now();
  const answer = await fetch(`${emulator.url()}/v1/${"a".repeat(6000)}`, { headers: authorization(freshKey()) });
  expect([answer.status, Date.now() - began < 2000]).toStrictEqual([404, true]);
});

describe("a picture with too many pixels is refused by its header", () => {
  const paths = ["generate/ultra", "generate/sd3", "edit/erase", "edit/inpaint", "control/style", "upscale/creative"];
  test.each(paths)("%s", async (path) => {
    const fields = { prompt: "x", image: bomb, mask: bomb, strength: 1, mode: "image-to-image" };
    const known = Object.fromEntries(Object.entries(fields).filter(([name]) => name === "image"
      || (name === "prompt" && path !== "edit/erase")
      || (name === "mask" && path.startsWith("edit")) || (name === "strength" && path.startsWith("generate"))
      || (name === "mode" && path === "generate/sd3")));
    expect(await v2ErrorOf(await postV2(emulator.url(), path, known))).toMatch("total pixel count must be");
  });

  test("v1", async () => {
    const fields = { init_image: bomb, "text_prompts[0][text]": "x" };
    expect((await sendForm(emulator.url(), "image-to-image", fields)).status).toBe(400);
  });
});

test("the journal keeps sizes and short texts, however much was sent", async () => {
  await control(emulator.url(), "DELETE", "/requests");
  let deep: unknown = 1;
  for (let depth = 0; depth < 2000; depth += 1) deep = { deep };
  const body = { text_prompts: [{ text: "x".repeat(100_000) }], extras: { deep, list: Array.from({ length: 5000 }, () => "y") } };
  expect((await sendJson(emulator.url(), "text-to-image", body)).status).toBe(400);
  const [entry] = (await control(emulator.url(), "GET", "/requests")).body as JournalEntry[];
  expect(entry?.fields["text_prompts"]).toStrictEqual([{ text: { begins: "x".repeat(200), characters: 100_000 } }]);
  expect(JSON.stringify(entry).length).toBeLessThan(30_000);
});

describe("what Fastify would refuse by itself comes in the API's envelope", () => {
  test.each<[string, RequestInit]>([
    ["/v1/%zz", {}],
    ["/v1/user/balance", { method: "DELETE" }],
    [`/v1/generation/${"x".repeat(3000)}/text-to-image`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }],
    ["/v1/generation/x/text-to-image", { method: "POST", headers: { "Content-Type": "application/json" }, body: "[".repeat(100_000) }],
    ["/v1/generation/x/text-to-image", { method: "POST", headers: { "Content-Type": "application/json" }, body: " ".repeat(2 ** 20 + 1) }],
    ["/v1/generation/x/text-to-image", { method: "POST", headers: { "Content-Type": "x/y" }, body: "x" }],
  ])("%.30s", async (path, init) => {
    const response = await fetch(`${emulator.url()}${path}`, {
      ...init, headers: { ...authorization(freshKey()), ...init.headers as Record<string, string> },
    });
    const body = await response.json() as { id: string };
    expect(Object.keys(body)).toStrictEqual(["id", "message", "name"]);
    expect(body.id).toMatch(requestId);
    expect(response.status).toBeLessThan(500);
  });

  test("in that of v2 too", async () => {
    expect(await v2ErrorOf(await fetch(`${emulator.url()}/v2beta/%zz`))).toMatch(/^400 bad_request: /);
    expect(await v2ErrorOf(await fetch(`${emulator.url()}/v2alpha/openapi`))).toMatch(/^404 not_found: /);
  });
});

test("the control and the page answer to the names of this machine only", async () => {
  const { port } = new URL(emulator.url());
  const status = (path: string, host: string) => new Promise<number | undefined>((resolve, reject) => {
    request({ port, path, host: "127.0.0.1", headers: { Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject).end();
  });
  for (const path of ["/", "/_emulator/health"]) {
    expect(await status(path, `127.0.0.1:${port}`)).toBe(200);
    expect(await status(path, `localhost:${port}`)).toBe(200);
    expect(await status(path, `page.example:${port}`)).toBe(403);
  }
});

test("a balance is answered while many pictures are drawn", async () => {
  const headers = authorization(freshKey());
  const small = await png({ width: 64, height: 64 }, plain(90));
  const pictures = Array.from({ length: 4 }, (_, seed) =>
    postV2(emulator.url(), "control/sketch", { image: small, prompt: "A boat", seed: seed + 1 }));
  const balance = fetch(`${emulator.url()}/v1/user/balance`, { headers });
  expect((await balance).status).toBe(200);
  expect((await Promise.all(pictures)).map(({ status }) => status)).toStrictEqual([200, 200, 200, 200]);
});
