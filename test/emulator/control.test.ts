/** The control under /_emulator/, but for faults. */
import { describe, expect, test } from "@jest/globals";
import { useEmulator } from "../support/emulator.ts";
import { gradient, png } from "../support/pictures.ts";
import { authorization, get, sendForm, sendJson, smallEngine } from "../support/stability-api.ts";
import { control, type JournalEntry } from "../support/control.ts";

const emulator = useEmulator({ asOf: "any" });

const call = (method: string, path: string, body?: unknown) => control(emulator.url(), method, path, body);
const requests = async () => (await call("GET", "/requests")).body as JournalEntry[];
const balance = async (key: string, headers: Record<string, string> = {}) =>
  (await get(emulator.url(), "/v1/user/balance", { ...authorization(key), ...headers })).body["credits"];

const draw = (key: string, prompt = "x") => sendJson(
  emulator.url(),
  "text-to-image",
  { text_prompts: [{ text: prompt }], width: 128, height: 128, steps: 30 },
  { key },
);

test("health says which day is shown, and where", async () => {
  expect(await call("GET", "/health")).toStrictEqual({ status: 200, body: { status: "ok", asOf: "any", url: emulator.url() } });
});

test("what the control does not have is not found, and what is wrong is said", async () => {
  expect(await call("GET", "/nothing")).toStrictEqual({ status: 404, body: { error: "the control has no such call" } });
  expect(await call("POST", "/clock", "{")).toMatchObject({ status: 400, body: { error: expect.any(String) as unknown } });
});

describe("the journal", () => {
  test("has every request with its answer, and no key", async () => {
    await call("DELETE", "/requests");
    const key = "sk-emulator-secret-of-mine";
    await draw(key, `my key is ${key}`);
    await get(emulator.url(), `/v1/user/balance?key=${key}`, { Authorization: `Basic ${key}`, "X-Key": key });
    await get(emulator.url(), "/v1/no/such/path", {});
    const [drawn, refused, unknown, ...others] = await requests();
    expect(others).toStrictEqual([]);
    expect(drawn).toMatchObject({
      method: "POST",
      path: `/v1/generation/${smallEngine}/text-to-image`,
      status: 200,
      headers: { authorization: "Bearer [redacted]", accept: "application/json" },
      contentType: "application/json",
      fields: { text_prompts: [{ text: "my key is [redacted]" }], width: 128, height: 128, steps: 30 },
    });
    expect(refused).toMatchObject({
      method: "GET",
      path: "/v1/user/balance?key=[redacted]",
      status: 401,
      headers: { authorization: "[redacted]", "x-key": "[redacted]" },
      contentType: null,
      fields: {},
    });
    expect(unknown).toMatchObject({ path: "/v1/no/such/path", status: 401 });
    expect(JSON.stringify(await requests())).not.toContain("secret-of-mine");
  });

  test("has the fields of a form, and of its files what they are", async () => {
    await call("DELETE", "/requests");
    const image = await png({ width: 128, height: 128 }, gradient({ width: 128, height: 128 }));
    await sendForm(emulator.url(), "image-to-image", { init_image: image, "text_prompts[0][text]": "x", nonsense: 1 });
    const [entry] = await requests();
    expect(entry?.status).toBe(400);
    expect(entry?.contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(entry?.fields).toStrictEqual({
      init_image: { filename: "init_image.png", contentType: "image/png", bytes: image.length },
      "text_prompts[0][text]": "x",
      nonsense: "1",
    });
  });

  test("forgets all when asked, and the oldest after a thousand", async () => {
    await call("DELETE", "/requests");
    expect(await requests()).toStrictEqual([]);
    for (let request = 0; request < 1001; request += 1) {
      await get(emulator.url(), `/v1/${request}`, authorization(`sk-emulator-${request}`));
    }
    const paths = (await requests()).map(({ path }) => path);
    expect([paths.length, paths[0], paths.at(-1)]).toStrictEqual([1000, "/v1/1", "/v1/1000"]);
  });

  test("does not have what the control was asked", async () => {
    await call("DELETE", "/requests");
    await call("GET", "/health");
    await call("GET", "/nothing");
    expect(await requests()).toStrictEqual([]);
  });
});

describe("credits", () => {
  test("are set for a key, and for one of its organizations", async () => {
    const key = "sk-emulator-rich";
    expect((await call("PUT", "/credits", { key, credits: 0.9 })).status).toBe(200);
    expect(await balance(key)).toBe(0.9);
    expect((await draw(key)).status).toBe(200);
    expect((await draw(key)).status).toBe(429);

    const { body } = await get(emulator.url(), "/v1/user/account", authorization(key));
    const [, second] = body["organizations"] as { id: string }[];
    const organizationId = second?.id ?? "";
    expect(await call("PUT", "/credits", { key, organizationId, credits: 0 }))
      .toStrictEqual({ status: 200, body: { organizationId, credits: 0 } });
    expect(await balance(key, { Organization: organizationId })).toBe(0);
  });

  test.each([
    ["no key", { credits: 1 }],
    ["no credits", { key: "sk-emulator-x" }],
    ["fewer than none", { key: "sk-emulator-x", credits: -0.1 }],
    ["a text", { key: "sk-emulator-x", credits: "1" }],
    ["an organization of others", { key: "sk-emulator-x", organizationId: "org-of-others", credits: 1 }],
    ["a field too many", { key: "sk-emulator-x", credits: 1, currency: "USD" }],
  ])("refuse %s", async (_name, body) => {
    expect((await call("PUT", "/credits", body)).status).toBe(400);
  });
});

describe("engines", () => {
  const ids = async () => ((await get(emulator.url(), "/v1/engines/list")).body as unknown as { id: string }[]).map(({ id }) => id);
  const size = async (engine: string) => (await sendJson(
    emulator.url(), "text-to-image", { text_prompts: [{ text: "x" }], width: 512, height: 512 }, { engine },
  )).status;

  test("are added, draw the sizes of the one that they are like, and are removed", async () => {
    const engine = { id: "my-engine", name: "Mine", description: "An engine of mine", type: "PICTURE" };
    expect(await call("POST", "/engines", { ...engine, like: "stable-diffusion-512-v2-1" })).toStrictEqual({ status: 201, body: engine });
    expect((await get(emulator.url(), "/v1/engines/list")).body).toContainEqual(engine);
    expect(await size("my-engine")).toBe(200);
    await call("POST", "/engines", { id: "large-engine", name: "Large" });
    expect(await size("large-engine")).toBe(400);

    expect((await call("DELETE", "/engines/my-engine")).status).toBe(204);
    expect(await ids()).not.toContain("my-engine");
    expect(await size("my-engine")).toBe(404);
    expect((await call("DELETE", "/engines/my-engine")).status).toBe(404);
  });

  test("that are real can be removed too", async () => {
    await call("DELETE", "/engines/stable-diffusion-v1-6");
    expect(await ids()).not.toContain("stable-diffusion-v1-6");
    expect(await size("stable-diffusion-v1-6")).toBe(404);
  });

  test.each([
    ["no name", { id: "x" }],
    ["an id with a slash", { id: "a/b", name: "X" }],
    ["one that is there", { id: smallEngine, name: "X" }],
    ["a type that engines do not have", { id: "x", name: "X", type: "SOUND" }],
    ["being like nothing", { id: "x", name: "X", like: "no-such-engine" }],
    ["a field too many", { id: "x", name: "X", size: 512 }],
  ])("refuse %s", async (_name, body) => {
    expect((await call("POST", "/engines", body)).status).toBe(400);
  });
});

describe("the clock", () => {
  test("is put forward, and the rate limit goes by it", async () => {
    const key = "sk-emulator-busy";
    const status = async () => (await get(emulator.url(), "/v1/user/balance", authorization(key))).status;
    for (let request = 0; request < 151; request += 1) await status();
    expect(await status()).toBe(429);
    const before = (await call("GET", "/clock")).body as { now: number };
    const after = (await call("POST", "/clock", { advanceMillis: 60_000 })).body as { now: number };
    expect(after.now - before.now).toBeGreaterThanOrEqual(60_000);
    expect(await status()).toBe(200);
  });

  test.each([[{ advanceMillis: -1 }], [{ advanceMillis: "1" }], [{}], [{ advanceMillis: 1, now: 1 }]])("refuses %j", async (body) => {
    expect((await call("POST", "/clock", body)).status).toBe(400);
  });
});

test("a reset takes all back to how it started", async () => {
  const key = "sk-emulator-reset";
  const { now } = (await call("POST", "/clock", { advanceMillis: 3_600_000 })).body as { now: number };
  await call("PUT", "/credits", { key, credits: 1 });
  await call("POST", "/faults", { status: 500, count: null });
  await call("DELETE", "/engines/stable-diffusion-xl-1024-v1-0");
  await call("POST", "/engines", { id: "my-engine", name: "Mine" });

  expect((await call("POST", "/reset")).status).toBe(204);
  expect(await requests()).toStrictEqual([]);
  expect((await call("GET", "/faults")).body).toStrictEqual([]);
  expect(await balance(key)).toBe(25);
  expect((await get(emulator.url(), "/v1/engines/list")).body).toHaveLength(11);
  expect(((await call("GET", "/clock")).body as { now: number }).now).toBeLessThan(now);
});
