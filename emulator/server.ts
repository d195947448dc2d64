/** The emulator as an HTTP server. */
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import Fastify from "fastify";
import { makeAuthority, makeSigner } from "./credentials/certificate.ts";
import { openTls } from "./credentials/tls.ts";
import { addApi, answerError } from "./pipeline.ts";
import { answerBrokenRequest } from "./http/broken-request.ts";
import { addControl } from "./test-control/routes.ts";
import { addPage } from "./test-control/page.ts";
import { familyOf } from "./families.ts";
import { factsVerifiedOn, parseAsOf, type AsOf } from "./facts/lifetime.ts";
import type { JournalEntry } from "./state/journal.ts";
import { createState } from "./state/state.ts";
import type { Signer } from "./state/studio.ts";
import { openStudio } from "./studio.ts";

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
  /** Signs pictures, films and sounds with Content Credentials (C2PA), by a certificate that nobody trusts. */
  contentCredentials?: boolean;
  /** Speaks https, with a certificate that is made at the start; `certificatePath` says where its authority is. */
  tls?: boolean;
  /** Called with each request to the API when it is answered. */
  onAnswer?: (entry: JournalEntry) => void;
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** With `tls`: the file of the authority to be trusted (PEM), until the emulator is closed. */
  certificatePath?: string | undefined;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** In which a request must have arrived, however slowly. */
const requestTimeoutMillis = 120_000;

/** Longer than clients keep a connection that is idle: where both end it at once, a request is lost. */
const keepAliveMillis = 72_000;

/** Longer than any that fits into the head of a request: no id is too long to be looked for. */
const longestParameter = 16 * 1024;

/** Whom its documents call the authority and the signer of Content Credentials. */
function makeTestSigner(): Signer {
  const authority = makeAuthority("Emulator test authority");
  const { bytes, privateKey } = makeSigner("Emulator test signer", authority);
  return { privateKey: privateKey.export({ type: "pkcs8", format: "der" }), certificates: [bytes, authority.bytes] };
}

/** @throws Error if the port is taken, or `asOf` is neither a day nor `any` */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, asOf = factsVerifiedOn, now = Date.now, caption = true, strict = false } = options;
  const { startingCredits, ripensAfterMillis, contentCredentials = false, onAnswer } = options;
  const settings = { asOf: parseAsOf(asOf), baseNow: now, captions: caption, isStrict: strict, onAnswer };
  const signer = contentCredentials ? makeTestSigner() : undefined;
  const studio = openStudio();
  const tls = options.tls === true ? await openTls() : undefined;
  const state = createState({ ...settings, startingCredits, ripensAfterMillis, studio, signer });
  const limits = { requestTimeout: requestTimeoutMillis, keepAliveTimeout: keepAliveMillis };
  const server = Fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: longestParameter },
    serverFactory: (handler) => {
      const http = tls === undefined
        ? createHttpServer(limits, handler)
        : createHttpsServer({ ...limits, ...tls.options }, handler);
      return http.on("clientError", answerBrokenRequest);
    },
    frameworkErrors: (thrown, request, reply) => {
      void answerError(thrown, request, reply, state);
    },
    genReqId: ({ url = "" }) => familyOf(url).newRequestId(),
  });
  // Each has errors and hooks of its own: the control needs no key, and leaves no trace in the journal.
  const plugins = [{ add: addApi, prefix: "" }, { add: addControl, prefix: "/_emulator" }, { add: addPage, prefix: "" }];
  for (const { add, prefix } of plugins) {
    await server.register((scope) => {
      add(scope, state);
      return Promise.resolve();
    }, { prefix });
  }
  async function close(): Promise<void> {
    await server.close();
    await studio.close();
    await tls?.close();
  }
  try {
    const url = await server.listen({ host: "127.0.0.1", port });
    return { url: tls === undefined ? url : url.replace("http:", "https:"), certificatePath: tls?.certificatePath, close };
  } catch (error) {
    await close();
    throw error;
  }
}
