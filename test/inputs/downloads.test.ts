/** Pictures from hosts as they are: what they redirect, pack, ask for and say. */
import { describe, expect, test } from "@jest/globals";
import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { startPictureHost, type HostAnswer } from "../support/picture-host.ts";
import { hurried, refusedPicture, sentPicture } from "../support/sent-picture.ts";

usePicturesFolder();

const picture = await plainPicture();

/** A host that gives the picture where its path is `/a.png`, and elsewhere does as it is said. */
const hostThat = (answer: HostAnswer) => startPictureHost((response, request, hits) => {
  if (request.url?.startsWith("/a.png")) response.end(picture);
  else answer(response, request, hits);
});

const redirect = (response: ServerResponse, location: string, status = 302, headers: object = {}) =>
  response.writeHead(status, { Location: location, ...headers }).end();

describe("an address is taken", () => {
  test.each<[string, (url: string) => string]>([
    ["blanks", (url) => `  ${url}\n`],
    ["angle brackets, as in mails", (url) => `<${url}>`],
    ["quotes", (url) => `"${url}"`],
    ["typographic quotes and blanks", (url) => ` “ ${url}”`],
    ["a line break in it", (url) => url.replace("/a", "/\na")],
    ["capitals in its scheme", (url) => url.replace("http", "HTTP")],
  ])("with %s", async (_name, write) => {
    const { url, seen } = await hostThat((response) => response.writeHead(404).end());
    await sentPicture(write(`${url}/a.png`));
    expect(seen).toMatchObject([{ path: "/a.png" }]);
  });

  test("with blanks and other characters in its path", async () => {
    const { url, seen } = await startPictureHost((response) => response.end(picture));
    await sentPicture(`${url}/my photo ü.png?size=1 2`);
    expect(seen).toMatchObject([{ path: "/my%20photo%20%C3%BC.png?size=1%202" }]);
  });

  test("with a name and a word in it, which go to that host", async () => {
    const { url, seen } = await hostThat(() => undefined);
    await sentPicture(`${url.replace("//", "//user:w%40rd@")}/a.png`);
    expect(seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from("user:w@rd").toString("base64")}`);
  });

  test("and asked for by the name of the project, for pictures, and without the key", async () => {
    const { url, seen } = await hostThat(() => undefined);
    await sentPicture(`${url}/a.png`);
    expect(seen[0]?.headers).toStrictEqual({
      "user-agent": expect.stringMatching(/^dreamstudio-for-pipedream\/\d+\.\d+\.\d+ \(\+https:/),
      accept: "image/png, image/jpeg, image/webp, */*;q=0.8",
      "accept-encoding": "gzip, deflate, br",
      host: url.replace("http://", ""),
      connection: "close",
    });
  });
});

describe("redirects are followed", () => {
  test.each([300, 301, 302, 303, 307, 308])("%d", async (status) => {
    const { url } = await hostThat((response) => redirect(response, "/a.png", status));
    await sentPicture(url);
  });

  test.each<[string, (url: string, otherUrl: string) => string, string]>([
    ["another host", (_url, otherUrl) => `${otherUrl}/a.png`, "/a.png"],
    ["a host without a scheme", (_url, otherUrl) => `${otherUrl.replace("http:", "")}/a.png?1`, "/a.png?1"],
    ["a path beside the first", () => "../a.png", "/a.png"],
    ["a query alone", () => "?b", "/x/y?b"],
    ["blanks", () => "/a.png?a b", "/a.png?a%20b"],
    ["bytes of UTF-8", () => Buffer.from("/a.png?ü").toString("latin1"), "/a.png?%C3%BC"],
  ])("to %s", async (_name, target, path) => {
    const { url, otherUrl, seen } = await hostThat((response, { url: asked }) => {
      if (asked === "/x/y?b") response.end(picture);
      else redirect(response, target(url, otherUrl));
    });
    await sentPicture(`${url}/x/y`);
    expect(seen.map((one) => one.path)).toStrictEqual(["/x/y", path]);
  });

  test("with the user's name on the same host, and without it on another", async () => {
    const { url, otherUrl, seen } = await hostThat((response, { url: asked }) =>
      redirect(response, asked === "/1" ? `${url}/2` : `${otherUrl}/a.png`));
    await sentPicture(`${url.replace("//", "//user:word@")}/1`);
    expect(seen.map(({ headers }) => headers.authorization !== undefined)).toStrictEqual([true, true, false]);
  });

  test.each<[string, string, string]>([
    ["another scheme", "file:///etc/passwd", "it redirects to something else than http or https"],
    ["no address", "http://[", "it redirects to something that is no address"],
  ])("but not to %s", async (_name, location, reason) => {
    const { url } = await hostThat((response) => redirect(response, location));
    expect(await refusedPicture(url)).toBe(`"${url}" could not be fetched: ${reason}`);
  });
});

describe("cookies", () => {
  const sessionHost = (cookie: string) => hostThat((response, { headers: { cookie: given }, url: asked }) =>
    given?.includes("session=1") === true
      ? redirect(response, "/a.png")
      : redirect(response, asked ?? "", 302, { "Set-Cookie": ["other=2", cookie] }));

  test("a host that redirects for ever without its cookie gets it, and no next download does", async () => {
    const { url, seen } = await sessionHost("session=1; Path=/; HttpOnly; SameSite=Lax");
    await sentPicture(`${url}/x`);
    await sentPicture(`${url}/a.png`);
    expect(seen.map(({ headers }) => headers.cookie)).toStrictEqual([undefined, "other=2; session=1", "other=2; session=1", undefined]);
  });

  test.each([
    ["for another path", "session=1; Path=/other"],
    ["for https alone", "session=1; Path=/; Secure"],
    ["that is over", "session=1; Path=/; Max-Age=0"],
    ["that was over long ago", "session=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    ["for a host that is none of its own", "session=1; Path=/; Domain=example.com"],
  ])("one %s is not sent", async (_name, cookie) => {
    const { url, seen } = await sessionHost(cookie);
    expect(await refusedPicture(`${url}/x`)).toContain("it redirects more than 20 times");
    expect(seen.some(({ headers }) => headers.cookie?.includes("session"))).toBe(false);
  });

  test("none goes to another host", async () => {
    const { url, otherUrl, seen } = await hostThat((response) =>
      redirect(response, `${otherUrl}/a.png`, 302, { "Set-Cookie": "session=1; Path=/" }));
    await sentPicture(url);
    expect(seen.map(({ headers }) => headers.cookie)).toStrictEqual([undefined, undefined]);
  });
});

describe("what a host packs is unpacked", () => {
  const packed = (encoding: string, bytes: Buffer) =>
    startPictureHost((response) => response.writeHead(200, { "Content-Encoding": encoding }).end(bytes));

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["GZIP", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["gzip, br", (bytes) => brotliCompressSync(gzipSync(bytes))],
    ["deflate, gzip", (bytes) => gzipSync(deflateSync(bytes))],
    ["identity", (bytes) => bytes],
    ["gzip", (bytes) => bytes],
    ["br", (bytes) => bytes],
    ["utf-8", (bytes) => bytes],
    ["constructor", (bytes) => bytes],
  ])("%s", async (encoding, pack) => {
    const { url } = await packed(encoding, pack(picture));
    expect((await sentPicture(url)).body).toBe(picture.toString());
  });

  test("to 30 MiB and no further", async () => {
    const ofBytes = (bytes: number) => gzipSync(Buffer.alloc(bytes, "x"), { level: 1 });
    const { url } = await packed("gzip", ofBytes(30 * 1_048_576));
    expect(await refusedPicture(url)).toBe(`"${url}" is a text and not a PNG, JPEG or WebP picture`);
    const { url: larger } = await packed("gzip", ofBytes(30 * 1_048_576 + 1));
    expect(await refusedPicture(larger)).toBe(`"${larger}" could not be fetched: it is larger than 30 MiB`);
  });

  test("unless it breaks off, or is none", async () => {
    const { url } = await packed("gzip", gzipSync(picture).subarray(0, -9));
    expect(await refusedPicture(url)).toBe(`"${url}" could not be fetched: what came cannot be unpacked to its end`);
    const { url: other } = await packed("gzip", Buffer.from("no picture, and not packed"));
    expect(await refusedPicture(other)).toBe(`"${other}" could not be fetched: what came cannot be unpacked`);
  });
});

describe("a download is repeated like every other reading", () => {
  const failing = (times: number, fail: (response: ServerResponse, request: IncomingMessage) => void) =>
    startPictureHost((response, request, hits) => {
      if (hits <= times) fail(response, request);
      else response.end(picture);
    });

  test.each<[string, (response: ServerResponse) => void, string]>([
    ["503", (response) => response.writeHead(503).end("busy"), "the answer was status 503 (\"busy\")"],
    ["429 with a second to wait", (response) => response.writeHead(429, { "Retry-After": "1" }).end(), "the answer was status 429"],
    ["a connection that breaks", (response) => response.socket?.resetAndDestroy(), "the connection broke"],
    ["half a picture", (response) => response.writeHead(200, { "Content-Length": picture.length })
      .write(picture.subarray(0, 50), () => response.destroy()), "the connection broke"],
  ])("three times after %s, and not a fourth time", async (_name, fail, reason) => {
    const { url, seen } = await failing(3, fail);
    expect((await sentPicture(url, hurried)).body).toBe(picture.toString());
    expect(seen).toHaveLength(4);
    const { url: worse, seen: tried } = await failing(4, fail);
    expect(await refusedPicture(worse, hurried)).toBe(`"${worse}" could not be fetched: ${reason}`);
    expect(tried).toHaveLength(4);
  });

  test.each([401, 403, 404, 410])("but not after %d", async (status) => {
    const { url, seen } = await failing(1, (response) => response.writeHead(status).end());
    expect(await refusedPicture(url, hurried)).toBe(`"${url}" could not be fetched: the answer was status ${status}`);
    expect(seen).toHaveLength(1);
  });
});

describe("what a host says is told", () => {
  const s3 = (message: string) => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code>"
    + `<Message>${message}</Message><X-Amz-Expires>60</X-Amz-Expires><RequestId>4</RequestId></Error>`;

  test.each<[string, string, string]>([
    ["S3", s3("Request has expired"), "Request has expired"],
    ["XML with entities", s3("No &lt;key&gt; &amp; no &#x27;word&#39;"), "No <key> & no 'word'"],
    ["JSON", "{\"message\": \"No such picture\", \"code\": 5}", "No such picture"],
    ["JSON in JSON", "{\"error\": {\"code\": 403, \"message\": \"Forbidden here\"}}", "Forbidden here"],
    ["a page", "<!doctype html>\n<html><head>\n<TITLE lang=en>\nSign&nbsp;in </TITLE></head>", "Sign in"],
    ["a text", "Hotlinking is not allowed\n", "Hotlinking is not allowed"],
    ["a text that steers a terminal", "no\u001b[31m way\u202e!", "no way !"],
    ["a long text", "x".repeat(5_000), `${"x".repeat(199)}…`],
    ["nothing", "", ""],
    ["an XML without a message", "<Error><Code>1</Code></Error>", ""],
    ["bytes", "\ufffd\ufffd", ""],
  ])("%s", async (_name, body, reason) => {
    const { url } = await startPictureHost((response) => response.writeHead(403).end(body));
    const said = reason === "" ? "" : ` ("${reason}")`;
    expect(await refusedPicture(url)).toBe(`"${url}" could not be fetched: the answer was status 403${said}`);
  });

  test("also where it is packed, and of a body without an end only the beginning", async () => {
    const { url } = await startPictureHost((response) =>
      response.writeHead(403, { "Content-Encoding": "br" }).end(brotliCompressSync(s3("Request has expired"))));
    expect(await refusedPicture(url)).toContain("(\"Request has expired\")");
    const { url: endless } = await startPictureHost((response) => {
      response.writeHead(403);
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        response.once("drain", more);
      };
      more();
    });
    expect(await refusedPicture(endless)).toContain(`("${"x".repeat(199)}…")`);
  });

  test("but never the query, a user or a fragment, though the host repeats them", async () => {
    const { url } = await startPictureHost((response, request) => {
      if (request.url?.startsWith("/1") === true) redirect(response, "/2?token=of-the-redirect");
      else response.writeHead(403).end(`No "a+b/c secret%3D" nor 'secret=' for ${request.url ?? ""}, nor of-the-redirect`);
    });
    const given = `${url.replace("//", "//somebody:password@")}/1?sig=a%2Bb%2Fc+secret%3D&signature=secret=&w=100#fragment`;
    const message = await refusedPicture(given);
    expect(message).toBe(`"${url}/1?…" could not be fetched: the answer was status 403 `
      + "(\"No \"a+b/c secret%3D\" nor '…' for /2…, nor …\")");
    expect(message).not.toMatch(/password|fragment|redirect=/);
  });

  test("a web page in place of a picture is called by its title", async () => {
    const { url } = await startPictureHost((response) =>
      response.end(`<!doctype html><head>${"<meta x>".repeat(2_000)}<title>Sign in &ndash; Example</title>`));
    expect(await refusedPicture(`${url}/a.png?key=1`)).toBe(`"${url}/a.png?…" is a web page ("Sign in &ndash; Example") `
      + "and not a PNG, JPEG or WebP picture; give the address of the file itself, which may need no sign-in");
  });

  test("an answer without a body, or with an empty one, is called so", async () => {
    const { url } = await startPictureHost((response) => response.writeHead(204).end());
    expect(await refusedPicture(url)).toBe(`"${url}" could not be fetched: the answer was status 204`);
    const { url: empty } = await startPictureHost((response) => response.end());
    expect(await refusedPicture(empty)).toBe(`"${empty}" is empty`);
  });
});

test("the time of a step ends a download that is repeated, too", async () => {
  const { url } = await startPictureHost((response) => response.writeHead(503).end());
  const startedAt = Date.now();
  expect(await refusedPicture(url, { deadline: startedAt + 1_500 })).toMatch(/status 503|did not end in time/);
  expect(Date.now() - startedAt).toBeLessThan(1_500);
});
