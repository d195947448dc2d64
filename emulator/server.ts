/** The emulator as an HTTP server: every request is counted, authenticated, routed, checked and answered. */
import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { factsVerifiedOn, parseAsOf, type AsOf } from "./lifetime.ts";
import { createState } from "./state.ts";
import { requireKey } from "./v1/caller.ts";
import { badRequest, rateLimitExceeded, routeNotFound, serverError, V1Error } from "./v1/errors.ts";
import { addV1Routes } from "./v1/routes.ts";

export interface EmulatorOptions {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** The day as of which the API is shown, or `any` for all that ever lived; `factsVerifiedOn` by default. */
  asOf?: AsOf;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

const bodyLimitBytes = 32 * 1024 * 1024;

/** What Fastify refuses by itself is, to a caller of the API, a bad request. */
function toV1Error(error: FastifyError | V1Error): V1Error {
  if (error instanceof V1Error) return error;
  return error.statusCode !== undefined && error.statusCode < 500 ? badRequest(`body: ${error.message}`) : serverError();
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler<FastifyError | V1Error>((error, request, reply) => {
    const { status, code, message } = toV1Error(error);
    return reply.status(status).send({ id: request.id, message, name: code });
  });
  server.setNotFoundHandler(() => {
    throw routeNotFound();
  });
}

/** @throws Error if the port is taken, or `asOf` is neither a day nor `any` */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, asOf = factsVerifiedOn, now = Date.now } = options;
  const state = createState(parseAsOf(asOf), now);
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    forceCloseConnections: true,
    genReqId: () => crypto.randomUUID(),
  });

  answerErrors(server);
  // Whether the real limit counts by key or by address is not known; v1 asks for the key before all else.
  server.addHook("onRequest", (request, _reply, next) => {
    const caller = request.headers.authorization ?? request.ip;
    if (!state.rateLimit.admits(caller)) throw rateLimitExceeded();
    requireKey(request);
    next();
  });
  addV1Routes(server, state);

  const url = await server.listen({ host: "127.0.0.1", port });
  return { url, close: () => server.close() };
}
