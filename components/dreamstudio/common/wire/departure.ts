/**
 * One connection for one request. A connection that is kept for the next request may be closed by the host in the
 * moment in which that one is sent, and then nobody knows whether it was carried out.
 */
import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https, { type RequestOptions } from "node:https";
import type { Socket } from "node:net";
import type { Host } from "./host.ts";

/** Sends a request as axios asks, and knows whether the request can have left this machine. */
export class Departure {
  #isOpen = false;

  /**
   * Whether the host took the connection, TLS included: not a byte leaves before. What a proxy says to the wish for a
   * connection is none.
   */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** As axios takes it. */
  config({ isPlain, isLoopback }: Host) {
    return {
      httpAgent: new http.Agent({ keepAlive: false }),
      httpsAgent: new https.Agent({ keepAlive: false }),
      transport: { request: this.#request },
      // A proxy is no way to this machine, and one for plain http would read the key.
      ...(isPlain || isLoopback) && { proxy: false as const },
    };
  }

  readonly #request = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
    const isSecure = options.protocol === "https:";
    const request = (isSecure ? https : http).request(options, onAnswer);
    request.once("socket", (socket: Socket) => {
      socket.once(isSecure ? "secureConnect" : "connect", () => {
        this.#isOpen = true;
      });
    });
    return request;
  };
}
