/** Who may not speak to the workbench, and what it never gives away. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { useBench } from "./support/bench.ts";

const bench = useBench();

interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request as no browser would send it: `fetch` sets some of these headers itself, and tidies addresses. */
function send({ method = "GET", path, headers = {}, body = "" }: Sent) {
  const { hostname, port } = new URL(bench.url());
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      }).on("end", () => {
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
    });
    sent.on("error", reject).end(body);
  });
}

let cookie = "";
const origin = () => new URL(bench.url()).origin;
const own = () => ({ cookie, origin: origin(), "content-type": "application/json" });
const list = { method: "POST", path: "/api/listRuns", body: "{}" };

beforeAll(async () => {
  const { pathname, search } = new URL(bench.url());
  const { status, headers } = await send({ path: `${pathname}${search}` });
  expect(status).toBe(302);
  const [set = ""] = headers["set-cookie"] as string[];
  expect(set).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  cookie = set.split(";")[0] ?? "";
});

test("with the token and its own origin it answers", async () => {
  expect(await send({ ...list, headers: own() })).toMatchObject({ status: 200, text: "[]" });
});

describe("it refuses", () => {
  test.each(["/", "/main.js", "/files/runs/x/y", "/events", "/api/listRuns"])("%s without the token", async (path) => {
    expect((await send({ path })).status).toBe(401);
    expect((await send({ path: `${path}?token=wrong` })).status).toBe(401);
  });

  test.each([
    ["another origin", { origin: "http://evil.example" }],
    ["an origin of another port", { origin: "http://127.0.0.1:1" }],
    ["the origin of a file", { origin: "null" }],
    ["another host name, as after DNS rebinding", { host: "evil.example" }],
    ["no port in the host name", { host: "127.0.0.1" }],
  ])("%s, also with the cookie", async (_what, headers) => {
    expect((await send({ ...list, headers: { ...own(), ...headers } })).status).toBe(403);
  });

  test("a change without an origin", async () => {
    expect((await send({ ...list, headers: { cookie, "content-type": "application/json" } })).status).toBe(403);
  });

  test("a call with what it does not take", async () => {
    const { status, text } = await send({ ...list, headers: own(), body: "{\"extra\":1}" });
    expect(status).toBe(400);
    expect(text).toContain("listRuns: ");
  });
});

describe("files come only from the folders of runs and of inputs", () => {
  beforeAll(async () => {
    const files = join(bench.dataFolder(), "runs/20260101T-00000000/files");
    await mkdir(files, { recursive: true });
    await writeFile(join(files, "page.html"), "<script>alert(1)</script>");
    await writeFile(join(files, "drawing.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    await symlink("/etc/passwd", join(files, "link.png"));
    await writeFile(join(bench.dataFolder(), "runs/20260101T-00000000/run.json"), "{}");
  });

  test.each([
    "/files/runs/20260101T-00000000/../run.json",
    "/files/runs/20260101T-00000000/%2e%2e/run.json",
    "/files/runs/20260101T-00000000/..%2frun.json",
    "/files/runs/20260101T-00000000/..%5crun.json",
    "/files/runs/../../etc/passwd",
    "/files/runs/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/files/inputs/%2e%2e/runs/20260101T-00000000/run.json",
    "/files/inputs//etc/passwd",
    "/files/sources/x/y",
    "/files/runs/20260101T-00000000/link.png",
    "/files/runs/20260101T-00000000/",
  ])("not %s", async (path) => {
    const { status, text } = await send({ path, headers: { cookie } });
    expect(status).toBe(404);
    expect(text).not.toContain("root:");
  });

  test.each(["page.html", "drawing.svg"])("%s is never run: it is a download in a sandbox", async (name) => {
    const { status, headers } = await send({ path: `/files/runs/20260101T-00000000/${name}`, headers: { cookie } });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-disposition"]).toMatch(/^attachment/);
  });

  test("a part of a file, as players ask for it", async () => {
    const path = "/files/runs/20260101T-00000000/page.html";
    const { status, text, headers } = await send({ path, headers: { cookie, range: "bytes=1-6" } });
    expect({ status, text }).toStrictEqual({ status: 206, text: "script" });
    expect(headers["content-range"]).toBe("bytes 1-6/25");
    expect((await send({ path, headers: { cookie, range: "bytes=25-" } })).status).toBe(416);
  });
});

test("the page may load nothing from elsewhere, and run nothing that is written into it", async () => {
  const { headers } = await send({ path: "/", headers: { cookie } });
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(String(headers["content-security-policy"])).not.toMatch(/unsafe|\*|https?:/);
});
