/** Raw access: whatever the API has, with our auth, errors, retries and files. */
import { describe, expect, test } from "@jest/globals";
import { readFile } from "node:fs/promises";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { plainPicture, saved } from "../support/files.ts";
import { json, startServer } from "../support/server.ts";

const folder = usePicturesFolder();

interface Result {
  contentType: string;
  headers: Record<string, string>;
  data?: unknown;
  file?: { filePath: string; filename: string; contentType: string; bytes: number; width?: number };
}

const run = (props: object) => runAction<Result>("api-request", props);

describe("what is sent", () => {
  test("a GET with a query, of which nothing is lost", async () => {
    const { requests } = await startServer(json(200, { hello: 1 }));
    const { result, exports } = await run({ method: "GET", path: "/v9/things?sig=abc==&a=1&a=2", query: { q: "x y&z", n: 0 } });
    expect(requests).toMatchObject([{
      method: "GET",
      path: "/v9/things?sig=abc%3D%3D&a=1&a=2&q=x+y%26z&n=0",
      body: "",
      headers: { authorization: `Bearer ${testKey}`, accept: "application/json" },
    }]);
    expect(result).toStrictEqual({ contentType: "application/json", headers: {}, data: { hello: 1 } });
    expect(exports["$summary"]).toBe("GET /v9/things?sig=abc==&a=1&a=2 answered");
    expect(await folder.files()).toStrictEqual([]);
  });

  test("JSON", async () => {
    const { requests } = await startServer(json(200, {}));
    await run({ method: "POST", path: "/v9/things", json: "{\"a\": {\"b\": [0, null]}}" });
    expect(requests).toMatchObject([{ body: "{\"a\":{\"b\":[0,null]}}", headers: { "content-type": "application/json" } }]);
  });

  test("a form with fields and files; a picture is sent as one, any other file as bytes", async () => {
    const { requests } = await startServer(json(200, {}));
    const picture = await saved(folder.path(), "photo", await plainPicture());
    const audio = await saved(folder.path(), "sound.mp3", "not really");
    await run({ method: "POST", path: "/v9/things", form: { prompt: "x", n: 1 }, files: { image: picture, audio } });
    const heads = [...(requests[0]?.body ?? "").matchAll(/form-data; (.*)\r\n(?:Content-Type: (.*)\r\n)?/g)]
      .map(([, name, type]) => [name, type]);
    expect(heads).toStrictEqual([
      ["name=\"prompt\"", undefined],
      ["name=\"n\"", undefined],
      ["name=\"image\"; filename=\"photo.png\"", "image/png"],
      ["name=\"audio\"; filename=\"sound.mp3\"", "application/octet-stream"],
    ]);
  });
});

describe("what comes back", () => {
  const answer = async (type: string, body: Buffer | string, headers: Record<string, string> = {}) => {
    await startServer((response) => response.writeHead(200, { "Content-Type": type, ...headers }).end(body));
    return (await run({ method: "POST", path: "/v9/things", accept: "*/*" })).result;
  };

  test("a picture is saved as what it is, with what its headers tell", async () => {
    const picture = await plainPicture({ format: "webp" });
    const { file, headers, data } = await answer("image/webp", picture, { Seed: "7", "Finish-Reason": "SUCCESS", "X-Other": "1" });
    expect(file).toMatchObject({ contentType: "image/webp", bytes: picture.length, width: 64 });
    expect(await readFile(file?.filePath ?? "")).toStrictEqual(picture);
    expect(headers).toStrictEqual({ seed: "7", "finish-reason": "SUCCESS" });
    expect(data).toBeUndefined();
  });

  test.each([
    ["audio/mpeg", "mp3"],
    ["model/gltf-binary; charset=x", "glb"],
    ["application/x-unheard-of", "bin"],
  ])("%s whose bytes tell nothing is saved as .%s", async (type, extension) => {
    const { file } = await answer(type, Buffer.from([1, 2, 3]));
    expect(file?.filename).toMatch(new RegExp(`^api-request-.*\\.${extension}$`));
    expect(await readFile(file?.filePath ?? "")).toStrictEqual(Buffer.from([1, 2, 3]));
  });

  test("JSON of 1 MiB is returned, and one byte more is saved", async () => {
    const text = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
    expect(await answer("application/json", text(1_048_576))).toHaveProperty("data");
    expect(await folder.files()).toStrictEqual([]);
    expect(await answer("application/json", text(1_048_577))).toMatchObject({ file: { bytes: 1_048_577 } });
    expect(await folder.files()).toStrictEqual([expect.stringMatching(/\.json$/)]);
  });

  test("an empty answer is no data", async () => {
    expect(await answer("application/json", "")).toStrictEqual({ contentType: "application/json", headers: {} });
  });
});

describe("what fails", () => {
  const fail = async (props: object) => {
    const { requests } = await startServer(json(500, { id: "1", name: "server_error", message: "No." }));
    const { message } = await failAction("api-request", props);
    expect(await folder.files()).toStrictEqual([]);
    return { message, sent: requests.length };
  };

  test.each(["https://example.com/v1", "//example.com/v1", "/\\example.com/v1", "v1/user/balance", "/v1 x", "/v1#x"])(
    "the path %s: the key goes to no other host",
    async (path) => {
      const { message, sent } = await fail({ method: "GET", path });
      expect(message).toContain("but must be a path on the API's host that begins with one slash");
      expect(sent).toBe(0);
    },
  );

  test("dot segments do not leave the path of the host", async () => {
    const server = await startServer(json(200, {}));
    process.env["STABILITY_API_HOST"] = `${server.url}/stability`;
    await run({ method: "GET", path: "/../../v1/x" });
    expect(server.requests[0]?.path).toBe("/stability/v1/x");
  });

  test("a body where none can be, or two of them", async () => {
    expect((await fail({ method: "GET", path: "/v9", json: {} })).message).toContain("a GET sends neither JSON nor a form");
    expect((await fail({ method: "POST", path: "/v9", json: {}, form: {} })).message).toContain("either JSON or a form");
  });

  test("files that are not there, and values that cannot be read, in one list", async () => {
    const props = { method: "POST", path: "v9", query: "a=b", files: { a: "/none-1", b: { filePath: "/none-2" } } };
    expect((await fail(props)).message.split("\n").slice(1)).toStrictEqual([
      "- path: got \"v9\", but must be a path on the API's host that begins with one slash",
      "- query: got \"a=b\", which is not a JSON object like {\"name\": 1}",
      "- files: a: there is no file \"/none-1\"",
      "- files: b: got { filePath: '/none-2' }, which is not a path, a URL or a data URI",
    ]);
  });

  test("files that are not there, all of them", async () => {
    const { message, sent } = await fail({ method: "POST", path: "/v9", files: { a: "/none-1", b: "/none-2" } });
    expect(message.split("\n").slice(1)).toStrictEqual([
      "- files: a: there is no file \"/none-1\"",
      "- files: b: there is no file \"/none-2\"",
    ]);
    expect(sent).toBe(0);
  });

  test("a server fault: a GET is repeated, anything else is not", async () => {
    expect((await fail({ method: "GET", path: "/v9" })).sent).toBe(4);
    expect((await fail({ method: "POST", path: "/v9" })).sent).toBe(1);
    expect((await fail({ method: "DELETE", path: "/v9" })).sent).toBe(1);
  });

  test("a picture that is none, and an answer that breaks off, leave no file", async () => {
    await startServer((response) => response.writeHead(200, { "Content-Type": "image/png" }).end("no"));
    expect((await failAction("api-request", { method: "POST", path: "/v9", accept: "image/*" })).message).toContain("answered the text \"no\", where a picture was expected");
    await startServer((response) => {
      response.writeHead(200, { "Content-Type": "video/mp4", "Content-Length": 100 }).write("x", () => response.destroy());
    });
    expect((await failAction("api-request", { method: "POST", path: "/v9", accept: "video/*" })).message)
      .toContain("the connection broke");
    expect(await folder.files()).toStrictEqual([]);
  });
});
