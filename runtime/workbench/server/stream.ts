/** What the server says on its own, to every page that listens. */
import type { FastifyReply } from "fastify";
import type { ServerEvent } from "../protocol.ts";

export interface EventStream {
  send: (event: ServerEvent) => void;
  /** Answers a request with all events from now on. */
  join: (reply: FastifyReply) => void;
  close: () => void;
}

export function createEventStream(): EventStream {
  const listeners = new Set<FastifyReply["raw"]>();
  return {
    send(event) {
      const text = `data: ${JSON.stringify(event)}\n\n`;
      for (const listener of listeners) listener.write(text);
    },
    join(reply) {
      reply.hijack();
      const { raw } = reply;
      // The headers that the guard set go along.
      raw.writeHead(200, { ...reply.getHeaders() as Record<string, string>, "content-type": "text/event-stream" });
      raw.write(":\n\n");
      listeners.add(raw);
      raw.once("close", () => listeners.delete(raw));
    },
    close() {
      for (const listener of listeners) listener.end();
    },
  };
}
