/** The API: every request is noted, counted, authenticated, read, hit by a fault if one is set, and answered. */
import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { applyBefore, cutOff } from "./control/effects.ts";
import type { Fault } from "./control/faults.ts";
import type { JournalEntry } from "./control/journal.ts";
import { familyOf } from "./families.ts";
import { multipartOptions, readForm } from "./form.ts";
import { Refusal } from "./refusal.ts";
import type { State } from "./state.ts";
import { addRoutes as addV1 } from "./v1/routes.ts";
import { addRoutes as addV2 } from "./v2/routes.ts";

function answerErrors(api: FastifyInstance, state: State): void {
  api.setErrorHandler<Error>((thrown, request, reply) => {
    const { status, body } = familyOf(request.url).answerTo(thrown, request, state.asOf);
    return reply.status(status).send(body);
  });
  api.setNotFoundHandler(() => {
    throw new Refusal("unknown path");
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

/** Whether the real limit counts by key or by address is not known; the API asks for the key before all else. */
function admitCallers(api: FastifyInstance, state: State): void {
  api.addHook("onRequest", (request, reply, next) => {
    reply.headers(familyOf(request.url).headers(request.id));
    const caller = request.headers.authorization ?? request.ip;
    if (!state.rateLimit.admits(caller)) throw new Refusal("rate limit");
    familyOf(request.url).admit(request, state.asOf);
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
  addV1(api, state);
  addV2(api, state);
}
