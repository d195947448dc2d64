/** Some hundred requests at random, many connections, and clients that are slow or give up: it goes on as before. */
import { connect } from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { useEmulator } from "../support/emulator.ts";
import { authorization, freshKey } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const paths = [
  "/", "/v1/user/balance", "/v1/engines/list", "/v1/generation/stable-diffusion-xl-1024-v1-0/text-to-image",
  "/v1/generation/stable-diffusion-v1-6/image-to-image/masking", "/v1alpha/generation/x/image-to-image",
  "/v2beta/stable-image/generate/core", "/v2beta/stable-image/edit/erase", "/v2beta/audio/stable-audio-2/inpaint",
  "/v2beta/3d/stable-fast-3d", "/v2beta/image-to-video", `/v2beta/results/${"0".repeat(64)}`, "/v2alpha/openapi", "/%zz",
];
const types = [
  "application/json", "multipart/form-data; boundary=b", "multipart/form-data", "text/plain", "application/json; charset=x", ";;",
];
const names = ["prompt", "image", "mask", "seed", "text_prompts[0][text]", "init_image", "options", "output_format", "audio", "__proto__"];

const part = fc.tuple(fc.constantFrom(...names), fc.string({ unit: "binary", maxLength: 300 }))
  .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);

const body = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.string({ unit: "binary", maxLength: 500 }),
  fc.array(part, { maxLength: 6 }).map((parts) => `${parts.join("")}--b--\r\n`),
);

interface Asked {
  path: string;
  method: string;
  type: string;
  accept: string;
  hasKey: boolean;
  body: string;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  path: fc.constantFrom(...paths),
  method: fc.constantFrom("GET", "POST", "PUT", "OPTIONS"),
  type: fc.constantFrom(...types),
  accept: fc.constantFrom("image/*", "application/json", "*/*;q=x", ",,,", "video/mp4"),
  hasKey: fc.boolean(),
  body,
});

const statusOf = async ({ path, method, type, accept, hasKey, body: sent }: Asked) => {
  const answer = await fetch(emulator.url() + path, {
    method,
    headers: { ...hasKey && authorization(freshKey()), "Content-Type": type, Accept: accept },
    ...method !== "GET" && { body: sent },
  });
  await answer.arrayBuffer();
  return answer.status;
};

test("300 requests at random are answered, and none by a fault of the server", async () => {
  await fc.assert(fc.asyncProperty(fc.array(asked, { minLength: 10, maxLength: 10 }), async (requests) => {
    expect((await Promise.all(requests.map(statusOf))).filter((status) => status >= 500)).toStrictEqual([]);
  }), { numRuns: 30 });
}, 60_000);

const head = "POST /v2beta/stable-image/generate/core HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n";

test("300 connections that send half a request, and leave, leave nothing behind", async () => {
  const { hostname, port } = new URL(emulator.url());
  const sockets = Array.from({ length: 300 }, () => connect(Number(port), hostname).on("error", () => undefined));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  for (const socket of sockets) socket.write(`${head}Content-Length: 10000000\r\n\r\n--b\r\n`);
  const headers = authorization(freshKey());
  expect((await fetch(`${emulator.url()}/v1/user/balance`, { headers })).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  expect((await fetch(`${emulator.url()}/v1/user/balance`, { headers })).status).toBe(200);
}, 60_000);

test("a client that sends a few bytes at a time is waited for", async () => {
  const { hostname, port } = new URL(emulator.url());
  const socket = connect(Number(port), hostname);
  const request = `${head}Authorization: sk-emulator-slow\r\nConnection: close\r\nContent-Length: 5\r\n\r\n--b--`;
  let answer = "";
  socket.on("data", (data) => {
    answer += data.toString();
  });
  for (let at = 0; at < request.length; at += 20) {
    socket.write(request.slice(at, at + 20));
    await setTimeout(5);
  }
  await once(socket, "close");
  expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*prompt: required/);
}, 60_000);
