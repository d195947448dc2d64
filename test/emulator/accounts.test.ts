/** Keys, accounts, credits and the rate limit. */
import { describe, expect, test } from "@jest/globals";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { authorization, errorOf, freshKey, get, requestId, sendJson } from "../support/stability-api.ts";

const emulator = useEmulator({ asOf: "any" });

const draw = (body: object, headers: { key: string; organization?: string }) =>
  sendJson(emulator.url(), "text-to-image", { text_prompts: [{ text: "x" }], width: 128, height: 128, steps: 30, ...body }, headers);

describe("keys", () => {
  test.each([
    ["none", {}, "missing authorization header"],
    [
      "a wrong one, of which both ends come back",
      authorization("sk-nota-real-key-zzzz"),
      "Incorrect API key provided: sk-nota***********zzzz. You can find your API key at https://stability.ai.",
    ],
    [
      "a wrong one without \"Bearer\"",
      { Authorization: "sk-nota-real-key-zzzz" },
      "Incorrect API key provided: sk-nota***********zzzz. You can find your API key at https://stability.ai.",
    ],
  ])("%s", async (_name, headers, message) => {
    for (const path of ["/v1/user/balance", "/v1/no/such/path"]) {
      expect(await get(emulator.url(), path, headers)).toStrictEqual({
        status: 401,
        body: { id: expect.stringMatching(requestId) as unknown, name: "unauthorized", message },
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
    await draw({}, { key, organization: second.id });
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
    expect((await draw({ samples }, options)).status).toBe(200);
  }
  expect(await errorOf(await draw({}, options))).toBe(
    "429 insufficient_balance: Your organization does not have enough balance to request this action "
    + "(need $0.009, have $0 in active grants, $0.007 in balance).",
  );
  expect((await get(emulator.url(), "/v1/user/balance", authorization(key))).body).toStrictEqual({ credits: 0.7 });
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
