/** The emulator as an HTTP server. */
import Fastify from "fastify";
import { addApi, answerError } from "./pipeline.ts";
import { answerBrokenRequest } from "./http/broken-request.ts";
import { addControl } from "./test-control/routes.ts";
import { familyOf } from "./families.ts";
import { factsVerifiedOn, parseAsOf, type AsOf } from "./facts/lifetime.ts";
import { createState } from "./state/state.ts";

export interface EmulatorOptions {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** The day as of which the API is shown, or `any` for all that ever lived; `factsVerifiedOn` by default. */
  asOf?: AsOf;
  /** The clock, in epoch milliseconds. */
  now?: () => number;
  /** What every key starts with; 25 by default, as a new customer. */
  startingCredits?: number;
  /** Refuses fields that an operation does not know; the API ignores them. */
  strict?: boolean;
  /** How long started generations take; by default 20 s for a picture and 40 s for a video. */
  ripensAfterMillis?: number;
  /** Whether pictures that are made from a prompt say so in a line at their lower edge; true by default. */
  caption?: boolean;
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** In which a request must have arrived, however slowly. */
const requestTimeoutMillis = 120_000;

/** Longer than any that fits into the head of a request: no id is too long to be looked for. */
const longestParameter = 16 * 1024;

/** @throws Error if the port is taken, or `asOf` is neither a day nor `any` */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, asOf = factsVerifiedOn, now = Date.now, caption = true, strict = false } = options;
  const { startingCredits, ripensAfterMillis } = options;
  const state = createState({
    asOf: parseAsOf(asOf), baseNow: now, captions: caption, isStrict: strict, startingCredits, ripensAfterMillis,
  });
  const server = Fastify({
    forceCloseConnections: true,
    requestTimeout: requestTimeoutMillis,
    routerOptions: { maxParamLength: longestParameter },
    frameworkErrors: (thrown, request, reply) => {
      void answerError(thrown, request, reply, state);
    },
    clientErrorHandler: answerBrokenRequest,
    genReqId: ({ url = "" }) => familyOf(url).newRequestId(),
  });
  // Each has errors and hooks of its own: the control needs no key, and leaves no trace in the journal.
  await server.register((api) => {
    addApi(api, state);
    return Promise.resolve();
  });
  await server.register((control) => {
    addControl(control, state);
    return Promise.resolve();
  }, { prefix: "/_emulator" });

  const url = await server.listen({ host: "127.0.0.1", port });
  return { url, close: () => server.close() };
}
