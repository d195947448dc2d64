import { describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import sharp from "sharp";
import { startEmulator, useEmulator } from "../support/emulator.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const small = { engine: "stable-diffusion-xl-beta-v2-2-2", width: 128, height: 128 };

let keys = 0;
/** A key of which nothing is spent yet. */
const freshKey = () => `sk-emulator-fresh-${keys += 1}`;

const authorization = (key: string) => ({ Authorization: `Bearer ${key}` });

async function get(url: string, path: string, headers: Record<string, string> = authorization(freshKey())) {
  const response = await fetch(`${url}${path}`, { headers });
  return { status: response.status, body: await response.json() as Record<string, unknown> };
}

const draw = (url: string, body: object, options: { engine?: string; accept?: string; key?: string } = {}) => {
  const { engine = small.engine, accept = "application/json", key = freshKey() } = options;
  return fetch(`${url}/v1/generation/${engine}/text-to-image`, {
    method: "POST",
    headers: { ...authorization(key), Accept: accept, "Content-Type": "application/json" },
    body: JSON.stringify({ text_prompts: [{ text: "A lighthouse on a cliff" }], ...body }),
  });
};

describe("as of any day", () => {
  const emulator = useEmulator({ asOf: "any" });

  const error = async (body: object, options?: Parameters<typeof draw>[2]) => {
    const response = await draw(emulator.url(), { width: 128, height: 128, ...body }, options);
    const answer = await response.json() as { id: string; name: string; message: string };
    if (response.ok) throw new Error("the emulator took it");
    expect(Object.keys(answer)).toStrictEqual(["id", "message", "name"]);
    expect(answer.id).toMatch(uuid);
    return `${response.status} ${answer.name}: ${answer.message}`;
  };

  const pictures = async (body: object) => {
    const response = await draw(emulator.url(), { width: 128, height: 128, ...body });
    return (await response.json() as { artifacts: { base64: string; seed: number }[] }).artifacts;
  };

  test("a PNG comes with its length, type, seed and finish reason as headers", async () => {
    const response = await draw(emulator.url(), { width: 192, height: 128, seed: 5 }, { accept: "image/png" });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": String(bytes.length),
      seed: "5",
      "finish-reason": "SUCCESS",
    });
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 192, height: 128 });
  });

  test("JSON has an artifact for each sample, with a seed of its own, and no such headers", async () => {
    const response = await draw(emulator.url(), { width: 128, height: 128, seed: 4_294_967_295, samples: 2 });
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(response.headers.has("seed")).toBe(false);
    expect(response.headers.has("finish-reason")).toBe(false);
    const { artifacts } = await response.json() as { artifacts: object[] };
    expect(artifacts).toStrictEqual([
      { base64: expect.any(String) as unknown, seed: 4_294_967_295, finishReason: "SUCCESS" },
      { base64: expect.any(String) as unknown, seed: 0, finishReason: "SUCCESS" },
    ]);
  });

  test("a picture depends on prompts, seed, style and size, and on nothing else", async () => {
    const one = async (body: object) => (await pictures({ seed: 1, ...body }))[0]?.base64;
    const first = await one({});
    expect(await one({ cfg_scale: 9, steps: 20, sampler: "DDIM" })).toBe(first);
    const others = await Promise.all([
      one({ seed: 2 }),
      one({ text_prompts: [{ text: "Another" }] }),
      one({ text_prompts: [{ text: "A lighthouse on a cliff", weight: 0.5 }] }),
      one({ style_preset: "anime" }),
      one({ width: 192 }),
    ]);
    expect(new Set([first, ...others]).size).toBe(6);
  });

  test("a seed of 0, or none, draws another picture each time", async () => {
    const seeds = (await Promise.all([{}, { seed: 0 }, { seed: 0 }].map(pictures))).map(([picture]) => picture?.seed);
    expect(new Set(seeds).size).toBe(3);
    expect(seeds).not.toContain(0);
  });

  test.each([
    ["stable-diffusion-xl-1024-v1-0", 1024, 1024],
    ["stable-diffusion-512-v2-1", 512, 512],
    ["stable-diffusion-768-v2-1", 768, 768],
  ])("%s draws %dx%d if no size is given", async (engine, width, height) => {
    const response = await draw(emulator.url(), {}, { engine, accept: "image/png" });
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ width, height });
  });

  test.each([
    ["a missing prompt", { text_prompts: undefined }, "text_prompts: is required"],
    ["a prompt without text", { text_prompts: [{ weight: 1 }] }, "text_prompts.0.text: is required"],
    ["no prompts", { text_prompts: [] }, "text_prompts: "],
    ["a long prompt", { text_prompts: [{ text: "x".repeat(2001) }] }, "text_prompts.0.text: must be at most 2000 characters"],
    ["an unknown field", { prompt: "x" }, "prompt: is not a known field"],
    ["an unknown field in a prompt", { text_prompts: [{ text: "x", wight: 1 }] }, "text_prompts.0.wight: is not a known field"],
    ["too few steps", { steps: 9 }, "steps: "],
    ["too many steps", { steps: 151 }, "steps: "],
    ["a seed below 0", { seed: -1 }, "seed: "],
    ["a seed above 32 bits", { seed: 4_294_967_296 }, "seed: "],
    ["a CFG scale above 35", { cfg_scale: 35.1 }, "cfg_scale: "],
    ["a number as text", { samples: "1" }, "samples: "],
    ["too many samples", { samples: 11 }, "samples: "],
    ["an unknown sampler", { sampler: "EULER" }, "sampler: "],
    ["a side below 128", { width: 64 }, "width: "],
  ])("%s is a bad request", async (_name, body, message) => {
    expect(await error(body)).toContain(`400 bad_request: ${message}`);
  });

  test("the edges of all ranges are taken", async () => {
    const text = "🗼".repeat(2000);
    const prompts = { text_prompts: [{ text, weight: -1.5 }] };
    expect(await pictures({ ...prompts, steps: 150, cfg_scale: 0, seed: 4_294_967_295, extras: {} })).toHaveLength(1);
    expect(await pictures({ steps: 10, cfg_scale: 35, samples: 10, clip_guidance_preset: "SLOWEST" })).toHaveLength(10);
  });

  test("sizes are refused in the words and under the names of v1", async () => {
    expect(await error({ width: 450, height: 672 }, { engine: "stable-diffusion-xl-1024-v1-0" })).toBe(
      "400 invalid_sdxl_v1_dimensions: for stable-diffusion-xl-1024-v0-9 and stable-diffusion-xl-1024-v1-0 the allowed "
      + "dimensions are 1024x1024, 1152x896, 1216x832, 1344x768, 1536x640, 640x1536, 768x1344, 832x1216, 896x1152, "
      + "but we received 450x672",
    );
    expect(await error({ width: 130 })).toContain("400 invalid_height_or_width: ");
    expect(await error({ width: 576, height: 576 })).toContain("400 invalid_sdxl_v222_dimensions: ");
    expect(await error({ width: 448, height: 512 }, { engine: "stable-diffusion-512-v2-1" })).toContain("400 invalid_pixel_count: ");
    expect(await error({ width: 256, height: 512 }, { engine: "stable-diffusion-v1-6" })).toContain("400 bad_request: ");
    expect(await error({}, { engine: "esrgan-v1-x2plus" })).toContain("400 bad_request: ");
  });

  test("more than one sample needs JSON", async () => {
    expect(await error({ samples: 2 }, { accept: "image/png" })).toBe(
      "400 invalid_samples: Sample count may only be greater than 1 when the accept header is set to `application/json`",
    );
  });

  test("a body that is not JSON is a bad request", async () => {
    const post = async (type: string, body: string) => {
      const response = await fetch(`${emulator.url()}/v1/generation/${small.engine}/text-to-image`, {
        method: "POST",
        headers: { ...authorization(freshKey()), "Content-Type": type },
        body,
      });
      return { status: response.status, name: (await response.json() as { name: string }).name };
    };
    const badRequest = { status: 400, name: "bad_request" };
    expect(await post("application/json", "{\"text")).toStrictEqual(badRequest);
    expect(await post("application/x-www-form-urlencoded", "a=b")).toStrictEqual(badRequest);
    expect(await post("application/json", "[]")).toStrictEqual(badRequest);
  });

  test("an engine that nobody knows is not found", async () => {
    expect(await error({}, { engine: "no-such-engine" }))
      .toBe("404 not_found: The specified engine (ID no-such-engine) was not found.");
  });

  describe("keys", () => {
    test.each([
      ["none", {}, "missing authorization header"],
      [
        "a wrong one, of which both ends come back",
        authorization("sk-nota-real-key-zzzz"),
        "Incorrect API key provided: sk-nota***********zzzz. You can find your API key at https://stability.ai.",
      ],
      [
        "one without \"Bearer\"",
        { Authorization: "sk-emulator-x-0000" },
        "Incorrect API key provided: sk-emul***********0000. You can find your API key at https://stability.ai.",
      ],
    ])("%s", async (_name, headers, message) => {
      for (const path of ["/v1/user/balance", "/v1/no/such/path"]) {
        expect(await get(emulator.url(), path, headers)).toStrictEqual({
          status: 401,
          body: { id: expect.stringMatching(uuid) as unknown, name: "unauthorized", message },
        });
      }
    });

    test("a path that does not exist is not found with a key", async () => {
      expect(await get(emulator.url(), "/v1/no/such/path")).toMatchObject({ status: 404, body: { name: "not_found" } });
    });
  });

  describe("accounts", () => {
    test("a key has an account, always the same, with two organizations", async () => {
      const key = freshKey();
      const { body } = await get(emulator.url(), "/v1/user/account", authorization(key));
      expect(body).toMatchObject({ id: expect.stringMatching(/^user-/) as unknown, email: expect.stringContaining("@") as unknown });
      expect(body["organizations"]).toHaveLength(2);
      expect((await get(emulator.url(), "/v1/user/account", authorization(key))).body).toStrictEqual(body);
      expect((await get(emulator.url(), "/v1/user/account")).body["id"]).not.toBe(body["id"]);
    });

    test("the organization that a header names pays, and a foreign one is denied", async () => {
      const key = freshKey();
      const { body } = await get(emulator.url(), "/v1/user/account", authorization(key));
      const [first, second] = body["organizations"] as [{ id: string }, { id: string }];
      await fetch(`${emulator.url()}/v1/generation/${small.engine}/text-to-image`, {
        method: "POST",
        headers: { ...authorization(key), Organization: second.id, "Content-Type": "application/json" },
        body: JSON.stringify({ text_prompts: [{ text: "x" }], width: 128, height: 128, steps: 30 }),
      });
      const balance = (organization: string) =>
        get(emulator.url(), "/v1/user/balance", { ...authorization(key), Organization: organization });
      expect((await balance(first.id)).body).toStrictEqual({ credits: 25 });
      expect((await balance(second.id)).body).toStrictEqual({ credits: 24.1 });
      expect(await balance("org-of-others")).toMatchObject({ status: 403, body: { name: "permission_denied" } });
    });
  });

  test("25 credits are 27 pictures and not one more; a refused one costs nothing", async () => {
    const key = freshKey();
    const options = { key };
    for (const samples of [10, 10, 7]) {
      expect((await draw(emulator.url(), { width: 128, height: 128, steps: 30, samples }, options)).status).toBe(200);
    }
    expect(await error({ steps: 30 }, options)).toBe(
      "429 insufficient_balance: Your organization does not have enough balance to request this action "
      + "(need $0.009, have $0 in active grants, $0.007 in balance).",
    );
    expect((await get(emulator.url(), "/v1/user/balance", authorization(key))).body).toStrictEqual({ credits: 0.7 });
  });
});

describe("as of a day", () => {
  const engines = async (asOf: string) => {
    const emulator = await startEmulator({ asOf });
    const response = await fetch(`${emulator.url}/v1/engines/list`, { headers: authorization("sk-emulator-x") });
    return response.ok ? (await response.json() as { id: string }[]).map(({ id }) => id) : response.status;
  };

  test("engines live from their first document to the day before they were retired", async () => {
    expect(await engines("2023-03-25")).toBe(404);
    expect(await engines("2023-03-26")).toContain("stable-diffusion-v1-5");
    expect(await engines("2023-11-14")).toContain("stable-diffusion-v1-5");
    expect(await engines("2023-11-15")).not.toContain("stable-diffusion-v1-5");
    expect(await engines("2025-07-23")).toStrictEqual(["stable-diffusion-xl-1024-v1-0", "stable-diffusion-v1-6"]);
    expect(await engines("2025-07-24")).toStrictEqual(["stable-diffusion-xl-1024-v1-0"]);
    expect(await engines("any")).toHaveLength(11);
  });

  test("a retired engine is not found", async () => {
    const emulator = await startEmulator();
    const response = await draw(emulator.url, {}, { engine: "stable-diffusion-v1-6" });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      name: "not_found",
      message: "The specified engine (ID stable-diffusion-v1-6) was not found.",
    });
  });

  test("since 2025 the API takes 50 steps at most", async () => {
    const status = async (asOf: string, steps: number) => {
      const emulator = await startEmulator({ asOf });
      const { status } = await draw(emulator.url, { steps, width: 512, height: 512 }, { engine: "stable-diffusion-v1-6" });
      return status;
    };
    expect(await status("2024-12-31", 150)).toBe(200);
    expect(await status("2025-01-02", 50)).toBe(200);
    expect(await status("2025-01-02", 51)).toBe(400);
  });

  test.each(["yesterday", "2023-13-01", "2023-1-1", ""])("%j is not a day", async (asOf) => {
    await expect(startEmulator({ asOf })).rejects.toThrow("asOf must be a day like");
  });
});

test("151 requests within 10 seconds are one too many, and cost 60 seconds", async () => {
  let now = Date.now();
  const emulator = await startEmulator({ now: () => now });
  const status = async (key = "sk-emulator-busy") =>
    (await fetch(`${emulator.url}/v1/user/balance`, { headers: authorization(key) })).status;
  for (let request = 0; request < 149; request += 1) expect(await status()).toBe(200);
  now += 9_999;
  expect(await status()).toBe(200);
  expect(await status()).toBe(429);
  expect(await status("sk-emulator-other")).toBe(200);
  now += 59_999;
  expect(await get(emulator.url, "/v1/user/balance", authorization("sk-emulator-busy"))).toMatchObject({
    status: 429,
    body: { name: "rate_limit_exceeded" },
  });
  now += 1;
  expect(await status()).toBe(200);
});

describe("the command", () => {
  test("listens where it is told, says so, and ends when asked", async () => {
    const { spawn } = await import("node:child_process");
    const child = spawn("node", ["node_modules/.bin/stability-emulator", "--port", "0", "--as-of", "any"]);
    const output = await new Promise<string>((resolve) => {
      child.stdout.once("data", (data: Buffer) => {
        resolve(data.toString());
      });
    });
    const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
    expect(output).toContain("emulated as of any");
    expect((await get(url, "/v1/user/balance")).body).toStrictEqual({ credits: 25 });
    const code = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await code).toBe(0);
  });

  test("says what is wrong with its arguments", async () => {
    const run = (...args: string[]) => promisify(execFile)("node", ["node_modules/.bin/stability-emulator", ...args])
      .catch((error: unknown) => error as { code: number; stderr: string });
    expect(await run("--as-of", "soon")).toMatchObject({ code: 1, stderr: expect.stringContaining("asOf must be") as unknown });
    expect(await run("--prot", "1")).toMatchObject({ code: 1, stderr: expect.stringContaining("Unknown argument: prot") as unknown });
  });
});
