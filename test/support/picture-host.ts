/** A host of pictures, which is not the API. */
import { afterEach } from "@jest/globals";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** @param hits how often the host was asked, this time with it */
export type HostAnswer = (response: ServerResponse, request: IncomingMessage, hits: number) => void;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

export interface PictureHost {
  url: string;
  /** The same host by another name, on which cookies and keys of the first have no business. */
  otherUrl: string;
  seen: { path: string; headers: IncomingHttpHeaders }[];
}

/** Closed after the test. */
export async function startPictureHost(answer: HostAnswer): Promise<PictureHost> {
  const seen: PictureHost["seen"] = [];
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? "", headers: request.headers });
    answer(response, request, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, otherUrl: `http://localhost:${port}`, seen };
}
