/** Requests as clients of the world write them: without `Bearer`, with fields and types that no document has. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { startEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { formOf } from "../support/stability-api.ts";

let image: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  image = await png({ width: 64, height: 64 }, plain(90));
});

const open = () => startEmulator({ strict: false, ripensAfterMillis: 0 });

const key = "sk-emulator-client";

test("nodes for ComfyUI: a bare key, a style that is False, a light that is none, and the result in JSON", async () => {
  const { url } = await open();
  const headers = { Authorization: key };
  const body = formOf({
    subject_image: image, background_prompt: "a beach", style: "False", mode: "x", keep_original_background: "False",
    light_source_direction: "none",
  });
  const started = await fetch(`${url}/v2beta/stable-image/edit/replace-background-and-relight`, { method: "POST", headers, body });
  const { id } = await started.json() as { id: string };
  const result = await fetch(`${url}/v2beta/results/${id}`, { headers: { ...headers, Accept: "application/json" } });
  expect(await result.json()).toMatchObject({ result: expect.any(String) as unknown, finish_reason: "SUCCESS" });
});

test("a client with axios: its own list of types brings JSON", async () => {
  const { url } = await open();
  const headers = { Authorization: `Bearer ${key}`, Accept: "application/json, text/plain, */*" };
  const body = formOf({ image, output_format: "png" });
  const answer = await fetch(`${url}/v2beta/stable-image/upscale/fast`, { method: "POST", headers, body });
  expect(await answer.json())
    .toMatchObject({ image: expect.any(String) as unknown, seed: expect.any(Number) as unknown });
});

test("a workflow's app: v1 with a member that is none of its fields, and of its prompts", async () => {
  const { url } = await open();
  const send = (strict: string) => fetch(`${strict}/v1/generation/stable-diffusion-xl-1024-v1-0/text-to-image`, {
    method: "POST",
    headers: { Authorization: key, "Content-Type": "application/json", Accept: "image/png;q=0.9, image/*;q=0.8" },
    body: JSON.stringify({ text_prompts: [{ text: "x", role: "user" }], organizationId: "org" }),
  });
  const answer = await send(url);
  expect([answer.status, answer.headers.get("content-type")]).toStrictEqual([200, "image/png"]);
  const refused = await send((await startEmulator()).url);
  expect(await refused.json()).toMatchObject({ message: "organizationId: is not a known field" });
});

describe("a page in a browser", () => {
  test("may call the API, and is asked nothing for it", async () => {
    const { url } = await open();
    const headers = {
      Origin: "https://page.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization",
    };
    const asked = await fetch(`${url}/v2beta/stable-image/generate/core`, { method: "OPTIONS", headers });
    expect([asked.status, asked.headers.get("access-control-allow-origin"), asked.headers.get("access-control-allow-headers")])
      .toStrictEqual([204, "*", "authorization"]);
    const answered = await fetch(`${url}/v1/user/balance`, { headers: { Origin: "https://page.example", Authorization: key } });
    expect([answered.status, answered.headers.get("access-control-allow-origin")]).toStrictEqual([200, "*"]);
  });

  test.each([{ Origin: "https://page.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }])(
    "with %j may not use the control", async (headers) => {
      const { url } = await open();
      const answer = await fetch(`${url}/_emulator/reset`, { method: "POST", headers });
      expect(answer.status).toBe(403);
      expect((await fetch(`${url}/_emulator/health`, { headers: { Origin: url } })).status).toBe(200);
    });
});
