/** Lets clients in browsers, from whatever page, call the API; the real API's own headers for it are not known. */
import type { FastifyInstance } from "fastify";

const always = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "finish-reason, seed, x-request-id",
};

/** Asked before the request itself; it needs no key and counts nowhere. */
const preflight = {
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-private-network": "true",
  "access-control-max-age": "600",
};

export function allowBrowsers(api: FastifyInstance): void {
  api.addHook("onRequest", (request, reply, next) => {
    reply.headers(always);
    const { "access-control-request-method": wanted, "access-control-request-headers": names = "*" } = request.headers;
    if (request.method !== "OPTIONS" || wanted === undefined) {
      next();
      return;
    }
    void reply.status(204).headers({ ...preflight, "access-control-allow-headers": names }).send();
  });
}
