/** Faults: which requests they hit, and what a client sees, byte by byte. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { request, type IncomingHttpHeaders } from "node:http";
import { useEmulator } from "../support/emulator.ts";
import { authorization, get, sendJson } from "../support/stability-api.ts";
import { control, type JournalEntry } from "../support/control.ts";

const emulator = useEmulator({ asOf: "any" });

const call = (method: string, path: string, body?: unknown) => control(emulator.url(), method, path, body);
const journal = async () => (await call("GET", "/requests")).body as JournalEntry[];
const setFault = async (fault: object) => {
  expect((await call("POST", "/faults", fault)).status).toBe(201);
};

beforeEach(async () => {
  await call("POST", "/reset");
});

interface Seen {
  status?: number | undefined;
  headers?: IncomingHttpHeaders;
  body: string;
  /** The code of the error that ended it, or nothing. */
  error?: string | undefined;
}

/** Asks for the balance, and tells all that came before the connection ended. */
const ask = (path = "/v1/user/balance", method = "GET") => new Promise<Seen>((resolve) => {
  const seen: Seen = { body: "" };
  const end = (error?: NodeJS.ErrnoException) => {
    resolve({ ...seen, error: error?.code });
  };
  const headers = { ...authorization("sk-emulator-faulty"), "Content-Type": "application/json" };
  request(`${emulator.url()}${path}`, { method, headers, agent: false }, (response) => {
    seen.status = response.statusCode;
    seen.headers = response.headers;
    response.on("data", (data: Buffer) => {
      seen.body += data.toString();
    }).on("error", end).on("end", () => {
      end();
    });
  }).on("error", end).end(method === "GET" ? undefined : "{}");
});

const normal = "{\"credits\":25}";

describe("each kind", () => {
  test("a status, with headers and a body", async () => {
    await setFault({ status: 503, headers: { "Retry-After": "7" }, body: { name: "busy" } });
    expect(await ask()).toMatchObject({
      status: 503,
      headers: { "retry-after": "7", "content-type": "application/json; charset=utf-8" },
      body: "{\"name\":\"busy\"}",
    });
  });

  test("a status, with nothing", async () => {
    await setFault({ status: 502 });
    expect(await ask()).toMatchObject({ status: 502, body: "", headers: { "content-length": "0" } });
  });

  test("a page of a gateway", async () => {
    await setFault({ html: { status: 504 } });
    const { status, headers, body } = await ask();
    expect({ status, type: headers?.["content-type"] }).toStrictEqual({ status: 504, type: "text/html; charset=utf-8" });
    expect(body).toContain("<h1>504</h1>");
  });

  test("the rate limit, in v1's words", async () => {
    await setFault({ rateLimit: true });
    const { status, body } = await ask();
    expect(status).toBe(429);
    expect(JSON.parse(body)).toMatchObject({ name: "rate_limit_exceeded" });
  });

  test("a delay, and then the normal answer", async () => {
    await setFault({ delayMillis: 50 });
    const started = performance.now();
    expect(await ask()).toMatchObject({ status: 200, body: normal });
    expect(performance.now() - started).toBeGreaterThan(48);
  });

  test("a delay does not outlive the client, who then pays nothing", async () => {
    await setFault({ delayMillis: 600_000 });
    const client = new AbortController();
    const response = fetch(`${emulator.url()}/v1/generation/stable-diffusion-v1-6/text-to-image`, {
      method: "POST",
      headers: { ...authorization("sk-emulator-faulty"), "Content-Type": "application/json" },
      body: JSON.stringify({ text_prompts: [{ text: "x" }] }),
      signal: client.signal,
    });
    const rejected = expect(response).rejects.toThrow("aborted");
    const isWaiting = async () => Object.keys((await journal())[0]?.fields ?? {}).length > 0;
    while (!await isWaiting());
    client.abort();
    await rejected;
    expect((await ask()).body).toBe(normal);
    expect((await journal()).map(({ status }) => status)).toStrictEqual([null, 200]);
  });

  test("a reset after some of the body", async () => {
    await setFault({ resetAfterBytes: 5 });
    expect(await ask()).toMatchObject({
      status: 200, body: normal.slice(0, 5), error: "ECONNRESET", headers: { "content-length": String(normal.length) },
    });
  });

  test("a reset before anything is answered", async () => {
    await setFault({ resetAfterBytes: 0 });
    expect(await ask()).toStrictEqual({ body: "", error: "ECONNRESET" });
  });

  test("an answer that is shorter than it says", async () => {
    for (const truncateAfterBytes of [0, 9]) {
      await setFault({ truncateAfterBytes });
      const seen = await ask();
      expect(seen).toMatchObject({ status: 200, headers: { "content-length": String(normal.length) } });
      expect(seen.body).toBe(normal.slice(0, truncateAfterBytes));
      // Node's client calls an early end by the same name as a reset.
      expect(seen.error).toBe("ECONNRESET");
    }
  });

  test("a picture is cut off like any answer, and was paid for", async () => {
    await setFault({ method: "POST", truncateAfterBytes: 1000 });
    const body = { text_prompts: [{ text: "x" }], width: 128, height: 128, steps: 30 };
    const response = await sendJson(emulator.url(), "text-to-image", body, { key: "sk-emulator-faulty", accept: "image/png" });
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(1000);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect((await ask()).body).toBe("{\"credits\":24.1}");
  });
});

describe("which requests", () => {
  const statuses = async (...asked: [path: string, method?: string][]) => {
    const seen = [];
    for (const one of asked) seen.push((await ask(...one)).status);
    return seen;
  };

  test("the next one, if nothing else is said", async () => {
    await setFault({ status: 500 });
    expect(await statuses(["/v1/no/such/path"], ["/v1/user/balance"])).toStrictEqual([500, 200]);
  });

  test("as many as asked, or all until it is removed", async () => {
    await setFault({ status: 500, count: 2 });
    expect(await statuses(["/v1/user/balance"], ["/v1/user/balance"], ["/v1/user/balance"])).toStrictEqual([500, 500, 200]);
    await setFault({ status: 500, count: null });
    expect(await statuses(["/v1/user/balance"], ["/v1/user/balance"])).toStrictEqual([500, 500]);
    expect((await call("DELETE", "/faults")).status).toBe(204);
    expect(await statuses(["/v1/user/balance"])).toStrictEqual([200]);
  });

  test("those of a method and of a path, without its query", async () => {
    await setFault({ status: 500, method: "POST", count: null });
    expect(await statuses(["/v1/x"], ["/v1/x", "POST"])).toStrictEqual([404, 500]);
    await call("DELETE", "/faults");
    await setFault({ status: 500, path: "/v1/user/balance", count: null });
    expect(await statuses(["/v1/user/balance?x=1"], ["/v1/user/balanc"], ["/v1/user/balances"])).toStrictEqual([500, 404, 404]);
  });

  test("those of a path with wildcards, in which nothing else is special", async () => {
    await setFault({ status: 500, path: "/v1/*/balance", count: null });
    expect(await statuses(["/v1/user/balance"], ["/v1/a/b/balance"], ["/v1/balance"])).toStrictEqual([500, 500, 404]);
    await call("DELETE", "/faults");
    await setFault({ status: 500, path: "/v1/us.r/balance", count: null });
    expect(await statuses(["/v1/user/balance"], ["/v1/us.r/balance"])).toStrictEqual([200, 500]);
  });

  test("the oldest fault first, and each request but one", async () => {
    await setFault({ status: 500 });
    await setFault({ status: 501 });
    expect((await call("GET", "/faults")).body).toStrictEqual([{ status: 500, count: 1 }, { status: 501, count: 1 }]);
    expect(await statuses(["/v1/user/balance"], ["/v1/user/balance"], ["/v1/user/balance"])).toStrictEqual([500, 501, 200]);
  });

  test("never those without a right key", async () => {
    await setFault({ status: 500 });
    expect((await get(emulator.url(), "/v1/user/balance", {})).status).toBe(401);
    expect((await ask()).status).toBe(500);
  });

  test("all are in the journal, with what was answered", async () => {
    const faults: [fault: object, status: number | null][] = [
      [{ status: 503 }, 503], [{ html: { status: 504 } }, 504], [{ rateLimit: true }, 429],
      [{ resetAfterBytes: 0 }, null], [{ resetAfterBytes: 3 }, 200], [{ truncateAfterBytes: 3 }, 200],
    ];
    for (const [fault] of faults) {
      await setFault(fault);
      await ask();
    }
    expect((await journal()).map(({ status }) => status)).toStrictEqual(faults.map(([, status]) => status));
  });
});

test.each([
  ["nothing to do", {}],
  ["two things to do", { status: 500, rateLimit: true }],
  ["a status that is none", { status: 199 }],
  ["a status that is none", { html: { status: 600 } }],
  ["fewer bytes than none", { resetAfterBytes: -1 }],
  ["a part of a byte", { truncateAfterBytes: 0.5 }],
  ["more than ten minutes", { delayMillis: 600_001 }],
  ["no limit", { rateLimit: false }],
  ["a count of none", { status: 500, count: 0 }],
  ["a path without a slash", { status: 500, path: "v1" }],
  ["a method in small letters", { status: 500, method: "get" }],
  ["headers without a status", { rateLimit: true, headers: { a: "b" } }],
  ["a body without a status", { delayMillis: 1, body: {} }],
  ["a field too many", { status: 500, message: "x" }],
])("a fault with %s is refused", async (_name, fault) => {
  expect(await call("POST", "/faults", fault)).toMatchObject({ status: 400, body: { error: expect.any(String) as unknown } });
});
