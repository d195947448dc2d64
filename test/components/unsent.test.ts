/** What fails before the first byte left was not sent: the user reads that nothing was paid, and the real reason. */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, rmSync, truncateSync, unlinkSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer } from "node:net";
import { promisify } from "node:util";
import type { GenerateResult } from "selfsigned";
import { connectionCause } from "../../components/dreamstudio/common/errors/network-causes.ts";
import { failAction, testKey } from "../support/binder.ts";
import { makeCertificate } from "../support/certificates.ts";
import { expectNoKey } from "../support/fail-with.ts";
import { pngOfBytes, saved } from "../support/files.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { startServer } from "../support/server.ts";
import { listen } from "../support/sockets.ts";
import { shortenTimeouts } from "../support/timeouts.ts";
import { sendError } from "../support/v2-host.ts";

const folder = usePicturesFolder();

// Processes of their own start slowly on a busy machine.
jest.setTimeout(90_000);

afterEach(() => {
  delete process.env["STABILITY_API_HOST"];
});

/** What is said of a request to a host; several pictures are not tried one after the other. */
async function failAt(url: string, props: object = { prompt: "x" }, action = "generate-core", running: { deadline?: number } = {}) {
  process.env["STABILITY_API_HOST"] = url;
  const error = await failAction(action, props, running);
  expectNoKey(error);
  expect(error.message).not.toMatch(/may have been/);
  return error.message;
}

const unsent = (url: string, why: string) => `The request to ${url} was not sent, so nothing was paid: ${why}.`;

describe("hosts that are not there", () => {
  test("a port that nothing listens at", async () => {
    expect(await failAt("http://127.0.0.1:1")).toBe(unsent("http://127.0.0.1:1", "nothing accepts connections there"));
  });

  test("a name that no host has", async () => {
    expect(await failAt("https://stability.invalid")).toBe(unsent("https://stability.invalid", "there is no host of that name"));
  });

  test("what is free was not sent either, and nobody speaks of money", async () => {
    expect(await failAt("https://stability.invalid", {}, "balance"))
      .toBe("The request to https://stability.invalid was not sent: there is no host of that name.");
  });
});

describe("hosts that are not secure", () => {
  let authority: GenerateResult;
  let selfSigned: GenerateResult;
  let issued: GenerateResult;
  beforeAll(async () => {
    authority = await makeCertificate({ isAuthority: true });
    selfSigned = await makeCertificate();
    issued = await makeCertificate({ issuer: authority });
  });

  /** A host with a certificate; what it was asked. */
  async function startSecure({ cert, private: key }: GenerateResult, options: object = {}) {
    const asked: unknown[] = [];
    const server = createHttpsServer({ cert, key, ...options }, (request, response) => {
      asked.push(request.url);
      response.writeHead(500).end();
    });
    server.on("tlsClientError", () => undefined);
    const { port } = await listen(server);
    return { url: `https://localhost:${port}`, asked };
  }

  test.each<[string, () => GenerateResult, string]>([
    ["self-signed", () => selfSigned, "its certificate is self-signed, so nobody vouches for it"],
    ["of an unknown authority", () => issued, "its certificate was issued by an authority that this machine does not know"],
  ])("a certificate that is %s", async (_name, certificate, why) => {
    const { url, asked } = await startSecure(certificate());
    expect(await failAt(url)).toBe(unsent(url, why));
    expect(await failAt(url, { prompt: "x", count: 5 })).toBe(unsent(url, why));
    expect(asked).toStrictEqual([]);
  });

  describe("where the authority is known", () => {
    /** Runs in a process of its own, since Node reads its authorities when it starts. */
    async function failKnowing(url: string): Promise<string> {
      const env = {
        ...process.env,
        STABILITY_API_HOST: url,
        DREAMSTUDIO_API_KEY: testKey,
        STASH_DIR: folder.path(),
        NODE_EXTRA_CA_CERTS: await saved(folder.path(), "authority.pem", authority.cert),
      };
      const running = promisify(execFile)("node", ["build/scripts/start.mjs", "generate-core", "--prompt", "x"], { env });
      const { stderr } = await running.catch((error: unknown) => error as { stderr: string });
      expect(stderr).not.toContain(testKey);
      return stderr.trim();
    }

    test.each<[string, object, string]>([
      ["has expired", { from: -2, until: -1 }, "its certificate has expired"],
      ["is not valid yet", { from: 1, until: 2 }, "its certificate is not valid yet; is the clock of this machine right?"],
      ["is for another host", { host: "gateway.example" }, "its certificate is for another host"],
    ])("a certificate that %s", async (_name, options, why) => {
      const { url, asked } = await startSecure(await makeCertificate({ ...options, issuer: authority }));
      expect(await failKnowing(url)).toBe(unsent(url, why));
      expect(asked).toStrictEqual([]);
    });

    test("a host that asks for a certificate", async () => {
      const { url, asked } = await startSecure(issued, { requestCert: true, ca: authority.cert });
      expect(await failKnowing(url)).toBe(unsent(url, "it asks for a certificate that this client does not have"));
      expect(asked).toStrictEqual([]);
    });

    test("a certificate with which nothing is wrong: the host is asked", async () => {
      const { url, asked } = await startSecure(issued);
      expect(await failKnowing(url)).toContain(`${url} answered status 500`);
      expect(asked).toHaveLength(1);
    });
  });

  test("a port that speaks plain http", async () => {
    const asked: unknown[] = [];
    const { port } = await listen(createHttpServer((request) => asked.push(request.url)));
    const url = `https://127.0.0.1:${port}`;
    expect(await failAt(url)).toBe(unsent(url, "no secure connection came about; perhaps that port does not speak https"));
    expect(asked).toStrictEqual([]);
  });

  test("a port that closes the connection", async () => {
    const { port } = await listen(createServer((socket) => socket.once("data", () => socket.destroy())));
    const url = `https://127.0.0.1:${port}`;
    expect(await failAt(url)).toBe(unsent(url, "the host closed the connection while it was set up"));
  });

  test("a port that says nothing", async () => {
    shortenTimeouts();
    const { port } = await listen(createServer());
    const url = `https://127.0.0.1:${port}`;
    const message = await failAt(url, { prompt: "x" }, "generate-core", { deadline: Date.now() + 16_000 });
    expect(message).toMatch(/was not sent, so nothing was paid: no connection came about within 1\d(\.\d)? s\.$/);
  });
});

describe("inputs that change while they are sent", () => {
  let path: string;
  beforeEach(async () => {
    path = await saved(folder.path(), "large.png", await pngOfBytes(2_000_000));
  });

  /** After the first attempt something happens to the file, and then the form is sent again. */
  async function failAfter(happens: () => void, props: object = {}) {
    const { requests, url } = await startServer((response) => {
      happens();
      sendError(response.setHeader("Retry-After", "0"), 429, "rate_limit_exceeded", "Too many.");
    });
    const message = await failAt(url, { image: path, ...props }, "remove-background");
    expect(requests).toHaveLength(1);
    return message;
  }

  test.each<[string, () => void, string]>([
    ["is gone", () => {
      unlinkSync(path);
    }, "is gone"],
    ["became shorter", () => {
      truncateSync(path, 1_000_000);
    }, "became shorter before it was sent to its end"],
    ["is empty", () => {
      truncateSync(path, 0);
    }, "became shorter before it was sent to its end"],
    ["grew", () => {
      appendFileSync(path, "x".repeat(100));
    }, "grew while it was sent"],
  ])("a file that %s", async (_name, happens, why) => {
    expect(await failAfter(happens))
      .toBe(`The request was not sent to its end, so nothing was paid: the file for image ${why}.`);
  });

  test("a file that is a pipe now, into which nobody writes", async () => {
    const makePipe = () => {
      rmSync(path);
      execFileSync("mkfifo", [path]);
    };
    expect(await failAfter(makePipe))
      .toMatch(/^The request was not sent to its end, so nothing was paid: the file for image /);
  });
});

describe("every code has words", () => {
  test.each([
    "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ECONNREFUSED", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ETIMEDOUT",
    "EADDRNOTAVAIL", "EACCES", "EPERM", "EMFILE", "ENFILE", "ECONNRESET", "EPIPE", "EPROTO", "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID", "CERT_REVOKED", "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("%s", (code) => {
    expect(connectionCause({ code })).toMatch(/^[a-z].* /);
    expect(connectionCause({ code })).not.toContain(code);
  });

  test.each([
    ["CERT_CHAIN_OF_ANOTHER_KIND", "its certificate is not valid (CERT_CHAIN_OF_ANOTHER_KIND)"],
    ["ERR_SSL_NEW", "no secure connection came about (ERR_SSL_NEW)"],
    ["ENEW", "no connection came about (ENEW)"],
    ["constructor", "no connection came about (constructor)"],
    ["", "no connection came about"],
  ])("one that nobody knows, like %s, is named", (code, words) => {
    expect(connectionCause({ code })).toBe(words);
  });

  test("no error at all has words too", () => {
    expect(connectionCause(undefined)).toBe("no connection came about");
  });
});
