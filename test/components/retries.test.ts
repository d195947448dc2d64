/** How often the server sees a request, fault by fault: what may have been paid for is seen exactly once. */
import { describe, expect, test } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { failAction, runAction } from "../support/binder.ts";
import { usePicturesFolder } from "../support/folder.ts";
import { plainPicture } from "../support/files.ts";
import { json, startServer } from "../support/server.ts";

usePicturesFolder();

type Fault = (response: ServerResponse) => void;

const v1Error = (status: number, name: string, headers: Record<string, string> = {}): Fault => (response) => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers })
    .end(JSON.stringify({ id: "1", name, message: "No." }));
};

const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};

const balance = json(200, { credits: 5 });

/** Answers in turn, and the last one from then on. */
async function startInTurn(...answers: ((response: ServerResponse) => void)[]) {
  let turn = 0;
  return startServer((response) => {
    answers[Math.min(turn, answers.length - 1)]?.(response);
    turn += 1;
  });
}

describe("reading is repeated", () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ["a server fault", v1Error(500, "server_error")],
    ["HTML from a proxy", (response) => response.writeHead(502).end("<html></html>")],
    ["a reset", reset],
    ["a body that breaks off", (response) => response.writeHead(200, { "Content-Length": 100 }).write("{", () => response.destroy())],
    ["too many requests, as long as the server asks", v1Error(429, "rate_limit_exceeded", { "Retry-After": "0" })],
  ])("%s once, and then it works", async (_name, fault) => {
    const { requests } = await startInTurn(fault, balance);
    const { exports } = await runAction("balance", {});
    expect(exports).toStrictEqual({ $summary: "5 credits left" });
    expect(requests).toHaveLength(2);
  });

  test("three times at the most", async () => {
    const { requests } = await startServer(v1Error(503, "unavailable"));
    const { message } = await failAction("balance", {});
    expect(message).toMatch(/^Stability AI answered 503 unavailable: No\./);
    expect(requests).toHaveLength(4);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["a wrong key", v1Error(401, "unauthorized")],
    ["no credits, which v1 calls 429", v1Error(429, "insufficient_balance")],
    ["a bad request", v1Error(400, "bad_request")],
    ["an answer that is not the API's", json(200, { hello: 1 })],
  ])("but not after %s", async (_name, fault) => {
    const { requests } = await startServer(fault);
    await failAction("balance", {});
    expect(requests).toHaveLength(1);
  });

  test("but not when the wait would take longer than the step may", async () => {
    const { requests } = await startServer(v1Error(429, "rate_limit_exceeded"));
    const { message } = await failAction("balance", {}, { deadline: Date.now() + 30_000 });
    expect(message).toContain("Wait a minute before you try again.");
    expect(requests).toHaveLength(1);
  });
});

describe("what costs credits is repeated only if it certainly did nothing", () => {
  const prompt = "x";

  test.each<[string, (response: ServerResponse) => void]>([
    ["no credits", v1Error(429, "insufficient_balance")],
    ["a 429 of another kind", v1Error(429, "too_many_generations")],
    ["a wrong key", v1Error(401, "unauthorized")],
  ])("%s: the server sees it once", async (_name, fault) => {
    const { requests } = await startServer(fault);
    await failAction("text-to-image", { prompt });
    expect(requests).toHaveLength(1);
  });

  test("the rate limit: it is sent again, with the whole form", async () => {
    const picture = await plainPicture();
    const { requests } = await startInTurn(v1Error(429, "rate_limit_exceeded", { "Retry-After": "0" }), (response) => {
      response.writeHead(200, { "Content-Type": "image/png" }).end(picture);
    });
    const initImage = `data:image/png;base64,${picture.toString("base64")}`;
    await runAction("image-to-image", { prompt, initImage, engineId: "stable-diffusion-v1-5" });
    const [first, second] = requests.map(({ body, headers }) =>
      body.replaceAll(/boundary=(.*)/.exec(headers["content-type"] ?? "")?.[1] ?? "?", "BOUNDARY"));
    expect(requests).toHaveLength(2);
    expect(second).toBe(first);
  });

  test("a connection that is refused: it is sent again, and arrives when the host is back", async () => {
    const picture = await plainPicture();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await new Promise((resolve) => taken.close(resolve));
    process.env["STABILITY_API_HOST"] = `http://127.0.0.1:${port}`;

    const running = runAction("text-to-image", { prompt });
    let seen = 0;
    const host = createServer((_request, response) => {
      seen += 1;
      response.writeHead(200, { "Content-Type": "image/png" }).end(picture);
    });
    await new Promise<void>((resolve) => setTimeout(() => host.listen(port, "127.0.0.1", resolve), 100));
    try {
      expect((await running).result.filePaths).toHaveLength(1);
      expect(seen).toBe(1);
    } finally {
      delete process.env["STABILITY_API_HOST"];
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    }
  });
});
