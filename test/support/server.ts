/** A host that answers as a test says, and remembers what it was asked. */
import { afterEach } from "@jest/globals";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";

export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestServer {
  url: string;
  requests: SeenRequest[];
}

export type Answer = (response: ServerResponse, request: SeenRequest) => void;

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Closed after the test. Built components are sent to it by STABILITY_API_HOST until then. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url: path = "", headers } = incoming;
      const request = { method, path, headers, body: Buffer.concat(chunks).toString() };
      requests.push(request);
      answer(response, request);
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const url = `http://127.0.0.1:${address.port}`;
  process.env["STABILITY_API_HOST"] = url;
  closers.push(async () => {
    delete process.env["STABILITY_API_HOST"];
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url, requests };
}

/** Answers with a status and JSON. */
export const json = (status: number, body: unknown) => (response: ServerResponse): void => {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
};
