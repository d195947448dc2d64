/** The API: every request is noted, counted, authenticated, read, hit by a fault if one is set, and answered. */
import multipart from "@fastify/multipart";
import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { applyBefore, cutOff } from "./control/effects.ts";
import type { Fault } from "./control/faults.ts";
import type { JournalEntry } from "./control/journal.ts";
import type { State } from "./state.ts";
import { requireKey } from "./v1/caller.ts";
import { badRequest, errorBody, rateLimitExceeded, routeNotFound, serverError, V1Error } from "./v1/errors.ts";
import { multipartOptions, readForm } from "./v1/form.ts";
import { addRoutes } from "./v1/routes.ts";
import { versionOf } from "./v1/versions.ts";

/** What Fastify refuses by itself is, to a caller of the API, a bad request. */
function toV1Error(error: FastifyError | V1Error): V1Error {
  if (error instanceof V1Error) return error;
  return error.statusCode !== undefined && error.statusCode < 500 ? badRequest(`body: ${error.message}`) : serverError();
}

function answerErrors(api: FastifyInstance, state: State): void {
  api.setErrorHandler<FastifyError | V1Error>((thrown, request, reply) => {
    const error = toV1Error(thrown);
    return reply.status(error.status).send(errorBody(error, request.id, versionOf(request.url, state.asOf)));
  });
  api.setNotFoundHandler(() => {
    throw routeNotFound();
  });
}

/** What is known of a request beside what Fastify knows. */
interface Note {
  entry: JournalEntry;
  fault?: Fault;
}

function noteRequests(api: FastifyInstance, state: State, notes: WeakMap<FastifyRequest, Note>): void {
  api.addHook("onRequest", (request, _reply, next) => {
    notes.set(request, { entry: state.journal.begin(request.method, request.url, request.headers) });
    next();
  });
  api.addHook("preHandler", (request, _reply, next) => {
    const note = notes.get(request);
    if (note !== undefined) state.journal.addBody(note.entry, request.body);
    next();
  });
  // Noted before it is sent, so that whoever has the answer finds it in the journal.
  api.addHook("onSend", (request, reply, payload, next) => {
    const note = notes.get(request);
    const isLost = request.raw.socket.destroyed || note?.fault?.resetAfterBytes === 0;
    if (note !== undefined && !isLost) note.entry.status = reply.statusCode;
    next(null, payload);
  });
}

/** Whether the real limit counts by key or by address is not known; v1 asks for the key before all else. */
function admitCallers(api: FastifyInstance, state: State): void {
  api.addHook("onRequest", (request, _reply, next) => {
    const caller = request.headers.authorization ?? request.ip;
    if (!state.rateLimit.admits(caller)) throw rateLimitExceeded();
    requireKey(request, versionOf(request.url, state.asOf));
    next();
  });
  api.addHook("preValidation", async (request) => {
    if (request.isMultipart()) request.body = await readForm(request);
  });
}

/** A fault hits when the whole request was read: the caller cannot know whether it did anything. */
function causeFaults(api: FastifyInstance, state: State, notes: WeakMap<FastifyRequest, Note>): void {
  api.addHook("preHandler", async (request, reply) => {
    const fault = state.faults.take(request.method, request.url);
    const note = notes.get(request);
    if (fault === undefined || note === undefined) return undefined;
    note.fault = fault;
    return applyBefore(fault, reply);
  });
  api.addHook("onSend", (request, reply, payload, next) => {
    const fault = notes.get(request)?.fault;
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === "string" ? payload : "");
    // What is cut off is not sent a second time by Fastify: the hook does not go on.
    if (fault === undefined || !cutOff(fault, reply, bytes)) next(null, payload);
  });
}

export async function addApi(api: FastifyInstance, state: State): Promise<void> {
  const notes = new WeakMap<FastifyRequest, Note>();
  await api.register(multipart, multipartOptions);
  answerErrors(api, state);
  noteRequests(api, state, notes);
  admitCallers(api, state);
  causeFaults(api, state, notes);
  addRoutes(api, state);
}
