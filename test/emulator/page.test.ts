/** The page of the emulator, and who may look at it and use the control: no other page in a browser. */
import { request } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { control, type JournalEntry } from "../support/control.ts";
import { useEmulator } from "../support/emulator.ts";
import { plain, png } from "../support/pictures.ts";
import { authorization, get, sendJson } from "../support/stability-api.ts";
import { postV2 } from "../support/v2-requests.ts";

const emulator = useEmulator({ asOf: "2026-10-09" });

const page = async () => {
  const answer = await fetch(`${emulator.url()}/`);
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};

describe("the page", () => {
  test("says what it is and of which day, links the control, and allows no script", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    const { status, headers, html } = await page();
    expect([status, headers.get("content-type"), headers.get("cache-control")])
      .toStrictEqual([200, "text/html; charset=utf-8", "no-store"]);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(html).toContain("as of 2026-10-09");
    expect(html).toContain("None so far.");
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect([link, (await fetch(emulator.url() + link)).status]).toStrictEqual([link, 200]);
  });

  test("shows the last requests with their pictures, and no key", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    const image = await png({ width: 64, height: 64 }, plain(90));
    await postV2(emulator.url(), "upscale/fast", { image }, { key: "sk-emulator-secret-of-mine" });
    await get(emulator.url(), "/v1/user/balance?of=sk-emulator-secret-of-mine", authorization("sk-emulator-secret-of-mine"));
    const { html } = await page();
    expect(html.match(/<tr><td>/g)).toHaveLength(2);
    expect(html.indexOf("/v1/user/balance")).toBeLessThan(html.indexOf("/v2beta/stable-image/upscale/fast"));
    const [, picture = ""] = /src="data:image\/jpeg;base64,([^"]+)"/.exec(html) ?? [];
    expect(Buffer.from(picture, "base64").subarray(0, 3).toString("hex")).toBe("ffd8ff");
    expect(html).not.toContain("secret-of-mine");
  });

  test("shows no thumbnail of what is blurred", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    const image = await png({ width: 64, height: 64 }, plain(90));
    await postV2(emulator.url(), "control/sketch", { image, prompt: "nsfw" });
    expect((await page()).html).not.toContain("data:image");
  });

  test("shows what a request says as text, whatever stands in it", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    // A client that is no browser sends such a path as it stands.
    const { port } = new URL(emulator.url());
    await new Promise((resolve, reject) => {
      request({ port, path: "/v1/<script>alert(\"1\")</script>&amp;'" }, (answer) => {
        answer.resume().once("end", resolve);
      }).on("error", reject).end();
    });
    const { html } = await page();
    expect(html).toContain("/v1/&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;");
    expect(html).not.toContain("<script");
  });

  test("leaves no trace in the journal", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    await page();
    expect((await control(emulator.url(), "GET", "/requests")).body).toStrictEqual([]);
  });
});

describe("the journal says of a request", () => {
  test("how long it took, what it cost and what was made", async () => {
    await control(emulator.url(), "DELETE", "/requests");
    const answer = await sendJson(emulator.url(), "text-to-image", { text_prompts: [{ text: "x" }], steps: 30 }, {
      engine: "stable-diffusion-xl-1024-v1-0",
    });
    expect(answer.status).toBe(200);
    const [entry] = (await control(emulator.url(), "GET", "/requests")).body as JournalEntry[];
    expect(entry).toMatchObject({ status: 200, millis: expect.any(Number) as unknown, credits: 0.9, made: "1 image/png" });
  });
});

/** What a browser says of the page that a request comes from; `fetch` of Node does not let us say it. */
const statusFrom = (path: string, headers: Record<string, string>, method = "GET") =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(emulator.url());
    request({ port, path, method, headers: { Host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on("error", reject).end();
  });

describe("the control is not for other pages in a browser", () => {
  const own = () => emulator.url();

  test.each<[string, () => Record<string, string>, number]>([
    ["a client that is no browser", () => ({}), 204],
    ["the emulator's own page", () => ({ Origin: own(), "Sec-Fetch-Site": "same-origin" }), 204],
    ["an address that is typed", () => ({ "Sec-Fetch-Site": "none" }), 204],
    ["a page of others", () => ({ Origin: "https://page.example" }), 403],
    ["a page that hides where it is", () => ({ Origin: "null" }), 403],
    ["another port of this machine", () => ({ Origin: "http://127.0.0.1:1" }), 403],
    ["a form of others", () => ({ "Sec-Fetch-Site": "cross-site" }), 403],
    ["another server of this machine", () => ({ "Sec-Fetch-Site": "same-site" }), 403],
    ["a name that was led here", () => ({ Host: "page.example" }), 403],
    ["a name that begins as ours", () => ({ Host: "127.0.0.1.page.example" }), 403],
    ["a name that ends as ours", () => ({ Host: "page-localhost" }), 403],
  ])("%s: %#", async (_name, headers, status) => {
    expect(await statusFrom("/_emulator/reset", headers(), "POST")).toBe(status);
  });

  test("the API is for them all: pages are among its clients", async () => {
    const headers = { Origin: "https://page.example", Host: "page.example", Authorization: "sk-emulator-x" };
    expect(await statusFrom("/v1/user/balance", headers)).toBe(200);
  });
});
