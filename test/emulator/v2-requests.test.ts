/** v2: keys, forms, what is accepted, and all errors that do not depend on an operation. */
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { control, type JournalEntry } from "../support/control.ts";
import { startEmulator, useEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { asFile, authorization, formOf, freshKey, get } from "../support/stability-api.ts";
import { bytesOf, getV2, postV2, v2ErrorOf, type V2Fields, type V2Sending } from "../support/v2-requests.ts";

const emulator = useEmulator({ asOf: "any" });

const call = (method: string, path: string, body?: unknown) => control(emulator.url(), method, path, body);

const key = "sk-emulator-v2-poor";
let image: Buffer = Buffer.alloc(0);
beforeAll(async () => {
  image = await png({ width: 64, height: 64 }, plain(90));
});
beforeEach(async () => {
  await call("POST", "/reset");
  await call("PUT", "/credits", { key, credits: 0 });
});

/** What is taken ends with 402, and nothing is drawn. */
const core = (fields: V2Fields | FormData, sending: V2Sending = {}) =>
  postV2(emulator.url(), "generate/core", fields, { key, ...sending });
const error = async (fields: V2Fields | FormData, sending: V2Sending = {}) => v2ErrorOf(await core(fields, sending));

const taken = "402 payment_required: You lack sufficient credits to make this request. "
  + "Please purchase more credits at https://platform.stability.ai/account/credits and try again.";

describe("keys", () => {
  const unauthorized = "401 unauthorized: authorization: invalid or missing header value";
  const headers: readonly [what: string, headers: Record<string, string>][] = [
    ["none", {}],
    ["not ours", { Authorization: "Bearer sk-real" }],
    ["nothing but Bearer", { Authorization: "Bearer " }],
  ];
  test.each(headers)("%s: unauthorized, once all values are right", async (what, given) => {
    const send = async (method: string, path: string, body?: FormData) =>
      v2ErrorOf(await fetch(`${emulator.url()}${path}`, { method, headers: given, ...body !== undefined && { body } }));
    const path = "/v2beta/stable-image/generate/core";
    expect(await send("POST", path, formOf({ prompt: "x" }))).toBe(unauthorized);
    expect(await send("POST", path, formOf({ prompt: "x", seed: -1 }))).toMatch(/^400 bad_request: seed: /);
    expect(await send("GET", `/v2beta/results/${"0".repeat(64)}`)).toBe(unauthorized);
    expect(await send("GET", "/v2beta/results/0")).toMatch(what === "none" ? unauthorized : /^400 bad_request: id: /);
  });

  test("none, and no form either: unauthorized", async () => {
    for (const path of ["/v2beta/stable-image/generate/core", "/v2alpha/generation/stable-image/inpaint"]) {
      expect(await v2ErrorOf(await fetch(`${emulator.url()}${path}`, { method: "POST" }))).toBe(unauthorized);
    }
  });

  test.each(["sk-emulator-v2-poor", "bearer sk-emulator-v2-poor", "BEARER  sk-emulator-v2-poor"])("%j is taken", async (Authorization) => {
    const body = formOf({ prompt: "x" });
    const post = fetch(`${emulator.url()}/v2beta/stable-image/generate/core`, { method: "POST", headers: { Authorization }, body });
    expect(await v2ErrorOf(await post)).toBe(taken);
    const result = fetch(`${emulator.url()}/v2beta/results/${"0".repeat(64)}`, { headers: { Authorization } });
    expect(await v2ErrorOf(await result)).toMatch(/^404 generation_not_found: /);
  });

  test("a path that is not known needs none", async () => {
    for (const path of ["/v2beta", "/v2beta/", "/v2beta/x", "/v2alpha/generation", "/v2beta/3d/x", "/v2beta/audio/x"]) {
      expect(await v2ErrorOf(await fetch(`${emulator.url()}${path}`))).toMatch(/^404 not_found: /);
      expect(await v2ErrorOf(await getV2(emulator.url(), path))).toMatch(/^404 not_found: /);
    }
    expect((await getV2(emulator.url(), "/v2beta/stable-image/generate/core")).status).toBe(404);
  });

  test("v1 asks for a key first, and keeps its own errors", async () => {
    expect((await get(emulator.url(), "/v1/x", {})).body).toMatchObject({ name: "unauthorized", message: expect.any(String) as unknown });
    expect((await get(emulator.url(), "/v2")).body).toHaveProperty("message");
    expect((await get(emulator.url(), "/v2gamma/x")).body).toHaveProperty("message");
  });
});

describe("forms", () => {
  test.each<[string, RequestInit]>([
    ["JSON", { headers: { "Content-Type": "application/json" }, body: "{\"prompt\":\"x\"}" }],
    ["broken JSON", { headers: { "Content-Type": "application/json" }, body: "{" }],
    ["urlencoded", { body: new URLSearchParams({ prompt: "x" }) }],
    ["a type that nobody knows", { headers: { "Content-Type": "x/y" }, body: "x" }],
    ["text", { body: "x" }],
    ["nothing", {}],
    ["bytes without a type", { body: new Uint8Array([1]) }],
  ])("%s is no form", async (what, init) => {
    const response = await fetch(`${emulator.url()}/v2beta/stable-image/generate/core`, {
      method: "POST", ...init, headers: { ...authorization(key), ...init.headers as Record<string, string> },
    });
    const isTyped = what !== "nothing" && what !== "bytes without a type";
    expect(await v2ErrorOf(response)).toBe(`400 bad_request: content-type: ${isTyped ? "must be multipart/form-data" : "required"}`);
  });

  test.each(["name=prompt", "filename=\"a\"", "", "name=\"\"; x=name"])("a part whose name is %j has none", async (name) => {
    const response = await fetch(`${emulator.url()}/v2beta/stable-image/generate/core`, {
      method: "POST",
      headers: { ...authorization(key), "Content-Type": "multipart/form-data; boundary=\"b\"" },
      body: `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\nx\r\n--b--\r\n`,
    });
    const unnamed = "Malformed FormData request. Content-Disposition header in FormData part is missing a name";
    expect(await v2ErrorOf(response)).toBe(`400 bad_request: ${name.startsWith("name=\"\"") ? ": is not a known field" : unnamed}`);
  });

  test("one that breaks off, or has no boundary, is refused", async () => {
    for (const type of ["multipart/form-data; boundary=b", "multipart/form-data"]) {
      const response = await fetch(`${emulator.url()}/v2beta/stable-image/generate/core`, {
        method: "POST",
        headers: { ...authorization(key), "Content-Type": type },
        body: "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx",
      });
      expect(await v2ErrorOf(response)).toBe("400 bad_request: body: is not a whole form");
    }
  });

  test("the empty file of the official samples in Python is taken, and no other", async () => {
    const withNone = (bytes: string) => {
      const form = formOf({ prompt: "x" });
      form.append("none", new Blob([bytes]), "none");
      return form;
    };
    expect(await error(withNone(""))).toBe(taken);
    expect(await error(withNone("x"))).toBe("400 bad_request: none: is not a known field");
  });

  test("all fields that are not known are named", async () => {
    expect(await error({ prompt: "x", bottom: "1", seed: "1", image })).toBe(
      "400 bad_request: bottom: is not a known field; image: is not a known field",
    );
  });

  test("all fields that are wrong are named, and what is missing is", async () => {
    expect(await error({})).toBe("400 bad_request: prompt: required");
    expect(await error({ seed: -1, aspect_ratio: "4:3" })).toBe(
      "400 bad_request: prompt: required; aspect_ratio: invalid enum value. "
      + "Expected '21:9' | '16:9' | '3:2' | '5:4' | '1:1' | '4:5' | '2:3' | '9:16' | '9:21', received '4:3'; "
      + "seed: number must be greater than or equal to 0",
    );
  });

  test("a text with a filename is refused, a file without one is taken", async () => {
    const text = formOf({});
    text.append("prompt", asFile(Buffer.from("x"), "text/plain"), "prompt.txt");
    expect(await error(text)).toBe("400 bad_request: prompt: must be a text, not a file");

    const head = "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n";
    const response = await fetch(`${emulator.url()}/v2beta/stable-image/upscale/fast`, {
      method: "POST",
      headers: { ...authorization(key), "Content-Type": "multipart/form-data; boundary=b" },
      body: Buffer.concat([Buffer.from(head), image, Buffer.from("\r\n--b--\r\n")]),
    });
    expect(await v2ErrorOf(response)).toBe(taken);
  });

  test("of two parts with one name the last counts", async () => {
    const form = formOf({ prompt: "x", seed: "-1" });
    form.append("seed", "1");
    expect(await error(form)).toBe(taken);
  });

  test.each<[string, string[], string[]]>([
    ["prompt", ["x", "🗼".repeat(10_000)], ["", "🗼".repeat(10_001)]],
    ["negative_prompt", ["", "x".repeat(10_000)], ["x".repeat(10_001)]],
    ["seed", ["0", "4294967294", "7.5", "1e3", "+1", ".5"], ["-1", "4294967295", "", " ", "0x1", "one", "Infinity", "1,5"]],
    ["output_format", ["png", "jpeg", "webp"], ["jpg", "PNG", ""]],
    ["aspect_ratio", ["21:9", "9:21"], ["4:3", "1"]],
    ["style_preset", ["enhance", "tile-texture"], ["none", ""]],
  ])("%s", async (name, good, bad) => {
    for (const value of good) expect(await error({ prompt: "x", [name]: value })).toBe(taken);
    for (const value of bad) expect(await error({ prompt: "x", [name]: value })).toMatch(`400 bad_request: ${name}: `);
  });
});

describe("more than 10 MiB", () => {
  const limit = 10 * 1024 * 1024;

  /** A form of so many bytes: what follows the end of a PNG is ignored by everybody. */
  function bodyOf(bytes: number): Buffer {
    const head = Buffer.concat([Buffer.from("--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"x.png\"\r\n\r\n"), image]);
    const tail = Buffer.from("\r\n--b--\r\n");
    return Buffer.concat([head, Buffer.alloc(bytes - head.length - tail.length), tail]);
  }

  const send = (path: string, body: BodyInit) => fetch(`${emulator.url()}${path}`, {
    method: "POST",
    headers: { ...authorization(key), "Content-Type": "multipart/form-data; boundary=b" },
    body,
    duplex: "half",
  } as RequestInit);

  test("are refused, to the byte, whether their number is announced or not", async () => {
    const error = async (bytes: number, isAnnounced: boolean) => {
      const body = new Uint8Array(bodyOf(bytes));
      return v2ErrorOf(await send("/v2beta/stable-image/upscale/fast", isAnnounced ? body : new Blob([body]).stream()));
    };
    for (const isAnnounced of [true, false]) {
      expect(await error(limit, isAnnounced)).toBe(taken);
      expect(await error(limit + 1, isAnnounced))
        .toBe("413 payload_too_large: body: payloads cannot be larger than 10MiB in size");
    }
  });

  test("are no reason for v2alpha and generate/core, which document none", async () => {
    const error = async (path: string) => v2ErrorOf(await send(path, new Uint8Array(bodyOf(limit + 1))));
    expect(await error("/v2alpha/generation/stable-image/upscale")).toBe("400 bad_request: prompt: required");
    expect(await error("/v2beta/stable-image/generate/core")).toBe("400 bad_request: image: is not a known field");
  });
});

describe("what is accepted", () => {
  const accepted: readonly [path: string, good: readonly string[], bad: readonly string[]][] = [
    ["/v2beta/stable-image/generate/core", [
      "image/*", "*/*", "application/json", "image/png", "", "application/json, */*", "application/json; type=image/png",
      "image/webp,image/*", "text/html, */*;q=0.1",
    ], ["video/*", "text/html", "image/gif", "image/*;q=0"]],
    [`/v2beta/results/${"0".repeat(64)}`, ["*/*", "image/*", "application/json", "image/png"], ["video/*"]],
    [`/v2beta/stable-image/upscale/creative/result/${"0".repeat(64)}`, ["image/*", "*/*", "application/json"], ["video/*"]],
    [`/v2beta/image-to-video/result/${"0".repeat(64)}`, ["video/*", "*/*", "application/json", "video/mp4"], ["image/*"]],
  ];
  test.each(accepted)("%s", async (path, good, bad) => {
    const error = async (accept: string) => v2ErrorOf(path.endsWith("core")
      ? await core({ prompt: "x" }, { accept })
      : await getV2(emulator.url(), path, { accept }));
    for (const accept of good) expect(await error(accept)).toMatch(path.endsWith("core") ? /^402 / : /^404 generation_not_found/);
    for (const accept of bad) expect(await error(accept)).toMatch(/^400 bad_request: accept: must be one of /);
  });

  test("matters not where an id is answered", async () => {
    const response = await postV2(emulator.url(), "upscale/creative", { image, prompt: "x" }, { key, accept: "text/html" });
    expect(await v2ErrorOf(response)).toBe(taken);
  });
});

test("bytes have their type, the finish reason and the seed in headers; JSON has them in itself", async () => {
  const fast = (fields: V2Fields, accept?: string) =>
    postV2(emulator.url(), "upscale/fast", { image, ...fields }, accept === undefined ? {} : { accept });
  for (const format of ["png", "jpeg", "webp"]) {
    const { headers } = await fast({ output_format: format });
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": `image/${format}`,
      "finish-reason": "SUCCESS",
      seed: expect.stringMatching(/^\d+$/) as unknown,
      "x-request-id": expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    });
    const json = await fast({ output_format: format }, "application/json");
    expect(json.headers.get("content-type")).toBe(`application/json; type=image/${format}`);
    expect(json.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect([json.headers.get("finish-reason"), json.headers.get("seed")]).toStrictEqual([null, null]);
    const body = await json.json() as object;
    expect(Object.keys(body)).toStrictEqual(["image", "seed", "finish_reason"]);
    expect(body).toMatchObject({ seed: expect.any(Number) as unknown, finish_reason: "SUCCESS" });
  }
});

test.each(["stability-client-id", "stability-client-user-id", "stability-client-version"])("%s has at most 256 characters", async (name) => {
  expect(await error({ prompt: "x" }, { headers: { [name]: "x".repeat(256) } })).toBe(taken);
  expect(await error({ prompt: "x" }, { headers: { [name]: "x".repeat(257) } }))
    .toBe(`400 bad_request: ${name}: must be at most 256 characters`);
  const result = (length: number) => getV2(emulator.url(), `/v2beta/results/${"0".repeat(64)}`, { headers: { [name]: "x".repeat(length) } });
  expect([(await result(256)).status, (await result(257)).status]).toStrictEqual([404, 400]);
});

describe("words", () => {
  const moderation = "403 content_moderation: Your request was flagged by our content moderation system, "
    + "as a result your request was denied and you were not charged.";
  const language = "422 invalid_language: English is the only supported language for this service.";
  const figure = "422 public_figure: Our system detected the likeness of a public figure in your image. "
    + "To comply with our guidelines, this request cannot be processed. Please upload a different image.";

  test("are refused in any prompt, before anything is paid", async () => {
    expect(await error({ prompt: "a Slur on a wall" })).toBe(moderation);
    expect(await error({ prompt: "x", negative_prompt: "expletive" })).toBe(moderation);
    expect(await error({ prompt: "Bonjour, le monde" })).toBe(language);
    expect(await error({ prompt: "x", negative_prompt: "hola" })).toBe(language);
    expect(await error({ prompt: "slurry, holas" })).toBe(taken);
  });

  test("stand for what a picture shows, where there is one", async () => {
    const structure = (prompt: string) => postV2(emulator.url(), "control/structure", { image, prompt }, { key });
    expect(await v2ErrorOf(await structure("a celebrity"))).toBe(figure);
    expect(await v2ErrorOf(await structure("celebrities"))).toBe(taken);
    expect(await error({ prompt: "a celebrity" })).toBe(taken);
  });

  test("of another language and of celebrities matter not in v2alpha, which documents no 422", async () => {
    const inpaint = async (prompt: string) =>
      v2ErrorOf(await postV2(emulator.url(), "/v2alpha/generation/stable-image/inpaint", { image, prompt, mode: "mask", mask: image }, { key }));
    expect(await inpaint("bonjour celebrity")).toBe(taken);
    expect(await inpaint("slur")).toBe(moderation);
  });
});

test("151 requests within 10 seconds are one too many, in v2's words", async () => {
  let now = Date.now();
  const { url } = await startEmulator({ now: () => now });
  const ask = () => getV2(url, `/v2beta/results/${"0".repeat(64)}`, { key: "sk-emulator-busy" });
  for (let request = 0; request < 150; request += 1) expect((await ask()).status).toBe(404);
  expect(await v2ErrorOf(await ask())).toBe(
    "429 rate_limit_exceeded: You have exceeded the rate limit of 150 requests within a 10 second period, "
    + "and have been timed out for 60 seconds.",
  );
  now += 60_000;
  expect((await ask()).status).toBe(404);
});

describe("the control", () => {
  const balance = async (one: string) => (await get(emulator.url(), "/v1/user/balance", authorization(one))).body["credits"];

  test("sets faults for v2 too, and the rate limit in its words; nothing is charged", async () => {
    const mine = freshKey();
    const ask = () => core({ prompt: "x" }, { key: mine });
    await call("POST", "/faults", { rateLimit: true, path: "/v2beta/stable-image/*" });
    expect(await v2ErrorOf(await ask())).toMatch(/^429 rate_limit_exceeded: /);
    await call("POST", "/faults", { status: 500, body: { id: "x" } });
    expect((await ask()).status).toBe(500);
    await call("POST", "/faults", { html: { status: 502 } });
    expect(await (await ask()).text()).toContain("<h1>502</h1>");
    expect(await balance(mine)).toBe(25);
  });

  test("cuts answers off, which are paid for", async () => {
    const mine = freshKey();
    for (const [effect, accept] of [["truncateAfterBytes", "image/*"], ["resetAfterBytes", "application/json"]] as const) {
      await call("POST", "/faults", { [effect]: 100 });
      const response = await postV2(emulator.url(), "upscale/fast", { image }, { key: mine, accept });
      expect(response.status).toBe(200);
      await expect(bytesOf(response)).rejects.toThrow();
    }
    expect(await balance(mine)).toBe(21);
  });

  test("notes forms in the journal", async () => {
    await call("DELETE", "/requests");
    await postV2(emulator.url(), "upscale/fast", { image, output_format: "gif" });
    const [entry] = (await call("GET", "/requests")).body as JournalEntry[];
    expect(entry).toMatchObject({
      method: "POST",
      path: "/v2beta/stable-image/upscale/fast",
      status: 400,
      fields: { image: { filename: "image.png", contentType: "image/png", bytes: image.length }, output_format: "gif" },
    });
  });
});
