/** Connections: one for each request, none left behind, and none through a proxy that would read the key. */
import { afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, createServer as createSocketServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { failAction, runAction, testKey } from "../support/binder.ts";
import { makeCertificate } from "../support/certificates.ts";
import { plainPicture } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { json } from "../support/server.ts";
import { listen } from "../support/sockets.ts";
import { sendMedia } from "../support/v2-host.ts";

const folder = usePicturesFolder();

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

let picture: Buffer;
beforeAll(async () => {
  picture = await plainPicture();
});

const id = "a".repeat(64);

afterEach(() => {
  delete process.env["STABILITY_API_HOST"];
});

/** A host that keeps connections for a minute, as some gateways do. */
async function startKeeping(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      answer(response);
    });
  });
  server.keepAliveTimeout = 60_000;
  const { port, sockets } = await listen(server);
  process.env["STABILITY_API_HOST"] = `http://127.0.0.1:${port}`;
  return { url: `http://127.0.0.1:${port}`, sockets };
}

const draw = (response: ServerResponse): void => {
  sendMedia(response, picture);
};

describe("a connection", () => {
  test("is a fresh one for each request that costs credits", async () => {
    const { sockets } = await startKeeping(draw);
    for (let turn = 0; turn < 3; turn += 1) await runAction("generate-core", { prompt: "x" });
    await runAction("generate-core", { prompt: "x", count: 4 });
    expect(sockets).toHaveLength(7);
  });

  test.each<[string, string, object, (response: ServerResponse) => void]>([
    ["a picture", "generate-core", { prompt: "x" }, draw],
    ["an answer that it is in progress", "get-generation-result", { id, waitForResult: false }, json(202, { id, status: "in-progress" })],
    ["a start", "upscale-creative", { prompt: "x", waitForResult: false }, json(200, { id })],
    ["a refusal", "generate-core", { prompt: "x" }, json(400, { id: "1", name: "bad_request", errors: ["No."] })],
    ["an error page without end", "generate-core", { prompt: "x" }, (response) => {
      response.writeHead(400);
      const write = () => response.write("x".repeat(65_536), write);
      write();
    }],
    ["a redirect", "generate-core", { prompt: "x" }, (response) => response.writeHead(302, { Location: "/" }).end("x".repeat(100_000))],
    ["JSON", "balance", {}, json(200, { credits: 5 })],
  ])("is closed after %s", async (_name, action, props, answer) => {
    const { sockets } = await startKeeping(answer);
    const image = `data:image/png;base64,${picture.toString("base64")}`;
    await runAction(action, action === "upscale-creative" ? { ...props, image } : props).catch(() => undefined);
    for (let turn = 0; turn < 100 && sockets.some(({ destroyed }) => !destroyed); turn += 1) await sleep(10);
    expect(sockets.map(({ destroyed }) => destroyed)).toStrictEqual(sockets.map(() => true));
    expect(sockets.length).toBeGreaterThan(0);
  });

  test("does not keep a process alive that has its result", async () => {
    const { url } = await startKeeping(json(202, { id, status: "in-progress" }));
    const env = { ...process.env, STABILITY_API_HOST: url, DREAMSTUDIO_API_KEY: testKey, STASH_DIR: folder.path() };
    const args = ["build/scripts/start.mjs", "get-generation-result", "--id", id, "--waitForResult", "false"];
    const millis = await new Promise<number>((resolve, reject) => {
      let toldAt = 0;
      const child = execFile("node", args, { env });
      child.stdout?.once("data", () => {
        toldAt = Date.now();
      });
      child.once("exit", (code) => {
        if (code === 0) resolve(Date.now() - toldAt);
        else reject(new Error(`it ended with code ${code ?? "none"}`));
      });
    });
    expect(millis).toBeLessThan(3_000);
  });
});

describe("a proxy", () => {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
  let seen: string;

  /** What a proxy sees; it answers as a test says. */
  async function startProxy(answer: (text: string, reply: (bytes: string) => void) => void) {
    seen = "";
    const { port } = await listen(createSocketServer((socket) => socket.on("data", (bytes) => {
      seen += bytes.toString("latin1");
      answer(bytes.toString("latin1"), (reply) => socket.end(reply));
    })));
    for (const name of names) process.env[name] = `http://127.0.0.1:${port}`;
    return port;
  }

  const before = { ...process.env };
  afterEach(() => {
    for (const name of names) {
      Reflect.deleteProperty(process.env, name);
      if (before[name] !== undefined) process.env[name] = before[name];
    }
  });

  const refuse = (_text: string, reply: (bytes: string) => void) => {
    reply("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
  };

  test.each(["127.0.0.1", "localhost"])("is not asked for %s", async (name) => {
    await startProxy(refuse);
    const { url } = await startKeeping(draw);
    process.env["STABILITY_API_HOST"] = url.replace("127.0.0.1", name);
    await runAction("generate-core", { prompt: "x" });
    expect(seen).toBe("");
  });

  test("is not asked for a secure host on this machine", async () => {
    await startProxy(refuse);
    const { cert, private: key } = await makeCertificate();
    const { port } = await listen(createSecureServer({ cert, key }));
    process.env["STABILITY_API_HOST"] = `https://localhost:${port}`;
    expect((await failAction("generate-core", { prompt: "x" })).message).toContain("self-signed");
    expect(seen).toBe("");
  });

  test("does not see a key in plain text: it is not asked for a host without https", async () => {
    await startProxy(refuse);
    process.env["STABILITY_API_HOST"] = "http://emulator.invalid";
    expect((await failAction("generate-core", { prompt: "x" })).message).toContain("there is no host of that name");
    expect(seen).toBe("");
  });

  test("sees of a secure host only its name; if it refuses, nothing was sent", async () => {
    await startProxy(refuse);
    process.env["STABILITY_API_HOST"] = "https://gateway.invalid";
    const { message } = await failAction("generate-core", { prompt: "x" });
    expect(message).toBe("The request to https://gateway.invalid was not sent, so nothing was paid: a proxy on the way answered status 407.");
    expect(seen).toContain("CONNECT gateway.invalid:443 HTTP/1.1\r\n");
    expect(seen).not.toContain(testKey);
  });

  test("that leads to a host with a wrong certificate sees no key, and nothing was sent", async () => {
    const { cert, private: key } = await makeCertificate({ host: "gateway.invalid" });
    const asked: unknown[] = [];
    const secure = createSecureServer({ cert, key }, (request) => asked.push(request.url));
    const { port } = await listen(secure);
    seen = "";
    const proxy = createSocketServer((socket) => socket.once("data", (bytes) => {
      seen += bytes.toString("latin1");
      const onward = connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      onward.on("error", () => undefined);
    }));
    const { port: proxyPort } = await listen(proxy);
    for (const name of names) process.env[name] = `http://127.0.0.1:${proxyPort}`;
    process.env["STABILITY_API_HOST"] = "https://gateway.invalid";
    const { message } = await failAction("generate-core", { prompt: "x" });
    expect(message).toBe("The request to https://gateway.invalid was not sent, so nothing was paid: "
      + "its certificate is self-signed, so nobody vouches for it.");
    expect(asked).toStrictEqual([]);
    expect(seen).not.toContain(testKey);
  });

  test("does not keep npm start from its emulator", async () => {
    await startProxy(refuse);
    const inherited = Object.entries(process.env).filter(([name]) => !/^(DREAMSTUDIO|STABILITY)_/.test(name));
    const env = { ...Object.fromEntries(inherited), STASH_DIR: folder.path() };
    const code = await new Promise((resolve) => {
      execFile("node", ["build/scripts/start.mjs", "balance"], { env }).once("exit", resolve);
    });
    expect(code).toBe(0);
    expect(seen).toBe("");
  });
});
