/**
 * The way of a request to the API, from its arrival to its answer, phase by phase:
 * 1. it is noted in the journal; 2. it is counted, and the caller identified; 3. its body is read;
 * 4. a fault hits it, if the control set one; 5. its values are checked; 6. it is answered; 7. the answer is sent.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isAlive } from "./facts/lifetime.ts";
import { familyOf, routes } from "./families.ts";
import type { Family, Route } from "./http/contract.ts";
import { applyBefore, cutOff } from "./http/fault-effects.ts";
import { allowBrowsers } from "./http/cors.ts";
import { parseForm } from "./http/form.ts";
import { journalFields } from "./http/journal-fields.ts";
import { Refusal } from "./http/refusal.ts";
import { retiredOn } from "./retired.ts";
import type { Account } from "./state/accounts.ts";
import type { Fault } from "./state/faults.ts";
import type { JournalEntry } from "./state/journal.ts";
import type { State } from "./state/state.ts";

declare module "fastify" {
  interface FastifyRequest {
    family: Family;
    entry: JournalEntry | undefined;
    /** Who asks, or the error for who asks without a right key: v2 says it only after the values are checked. */
    caller: Account | Error | undefined;
    fault: Fault | undefined;
  }
}

/** Of requests whose limit is not documented: a file as large as v1 takes, and the fields beside it. */
const maxBodyBytes = 25 * 1024 * 1024;

const toError = (thrown: unknown) => thrown instanceof Error ? thrown : new Error(String(thrown));

/** The key is checked here, and nowhere else. */
function identify(request: FastifyRequest, { asOf }: State): Account | Error {
  try {
    return request.family.requireAccount(request, asOf);
  } catch (thrown) {
    return toError(thrown);
  }
}

/** Whether the real limit counts by key or by address is not known. */
function admit(request: FastifyRequest, reply: FastifyReply, state: State): void {
  const { family, headers, ip } = request;
  reply.headers(family.headers(request.id));
  if (!state.rateLimit.admits(headers.authorization ?? ip)) throw new Refusal("rate limit");
  family.requirePath(request);
  request.caller = identify(request, state);
  if (family.asksForKeyFirst && request.caller instanceof Error) throw request.caller;
}

/** A fault hits when the whole request was read: the caller cannot know whether it did anything. */
function takeFault(request: FastifyRequest, state: State): Fault | undefined {
  if (request.caller instanceof Error) return undefined;
  request.fault = state.faults.take(request.method, request.url);
  return request.fault;
}

async function answer(route: Route, request: FastifyRequest, reply: FastifyReply, state: State): Promise<unknown> {
  const finish = await route.read(request, state);
  if (request.caller === undefined || request.caller instanceof Error) throw request.caller ?? new Error("not identified");
  return finish(request.caller, reply);
}

/** Noted before it is sent, so that whoever has the answer finds it in the journal. */
function noteAnswer({ raw, entry, fault }: FastifyRequest, { statusCode }: FastifyReply): void {
  const isLost = raw.socket.destroyed || fault?.resetAfterBytes === 0;
  if (entry !== undefined && !isLost) entry.status = statusCode;
}

const toBytes = (payload: unknown) =>
  Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === "string" ? payload : "");

function addPhases(api: FastifyInstance, state: State): void {
  api.addHook("onRequest", (request, reply, next) => {
    request.family = familyOf(request.url);
    request.entry = state.journal.begin(request.method, request.url, request.headers);
    admit(request, reply, state);
    next();
  });
  api.addHook("preValidation", (request, _reply, next) => {
    if (request.entry !== undefined) state.journal.addBody(request.entry, journalFields(request.body));
    next();
  });
  api.addHook("preHandler", async (request, reply) => {
    const fault = takeFault(request, state);
    return fault === undefined ? undefined : applyBefore(fault, reply);
  });
  api.addHook("onResponse", ({ entry, method, url }, { elapsedTime, statusCode }, next) => {
    if (entry !== undefined) {
      entry.millis = Math.round(elapsedTime);
      if (statusCode === 404) entry.retiredOn = retiredOn(method, url, state.asOf) ?? null;
      state.settings.onAnswer?.(entry);
    }
    next();
  });
  api.addHook("onSend", (request, reply, payload, next) => {
    noteAnswer(request, reply);
    const { fault } = request;
    // What is cut off is not sent a second time by Fastify: the hook does not go on.
    if (fault === undefined || !cutOff(fault, reply, toBytes(payload))) next(null, payload);
  });
}

/** Lets go what still arrives, until the server ends a slow request: a client looks for an answer behind its body. */
async function readToEnd(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  await new Promise((resolve) => request.once("end", resolve).once("close", resolve).resume());
}

/** Errors of any phase, and before all phases, are answered in the words of the family. */
export function answerError(
  thrown: Error, request: FastifyRequest, reply: FastifyReply, { asOf }: State,
): FastifyReply {
  const family = familyOf(request.url);
  const { status, body } = family.answerTo(thrown, request, asOf);
  return reply.status(status).headers(family.headers(request.id)).send(body);
}

function answerErrors(api: FastifyInstance, state: State): void {
  api.setErrorHandler<FastifyError>(async (thrown, request, reply) => {
    if (thrown.statusCode === 413) await readToEnd(request.raw);
    return answerError(thrown, request, reply, state);
  });
  api.setNotFoundHandler(() => {
    throw new Refusal("unknown path");
  });
}

export function addApi(api: FastifyInstance, state: State): void {
  api.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, ({ headers }, body: Buffer, done) => {
    done(null, parseForm(body, headers["content-type"] ?? ""));
  });
  for (const name of ["family", "entry", "caller", "fault"] as const) api.decorateRequest(name);
  allowBrowsers(api);
  answerErrors(api, state);
  addPhases(api, state);
  for (const route of routes) {
    if (!isAlive(route.lifetime, state.asOf)) continue;
    const { method, path: url, bodyLimitBytes: bodyLimit = maxBodyBytes } = route;
    api.route({ method, url, bodyLimit, handler: (request, reply) => answer(route, request, reply, state) });
  }
}
