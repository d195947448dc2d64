/** The control under `/_emulator/`: for tests and people; the real API has nothing like it. */
import type { FastifyError, FastifyInstance } from "fastify";
import { z } from "zod";
import { accountOf } from "../state/accounts.ts";
import { resetState, type State } from "../state/state.ts";
import { sizeFamilyOf } from "../state/engines.ts";
import { faultSchema } from "../state/faults.ts";
import { ControlError } from "./errors.ts";
import { refuseOtherHosts, refuseOtherPages } from "./guard.ts";

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

const creditsSchema = z.strictObject({
  key: z.string().min(1),
  organizationId: z.string().optional(),
  credits: z.number().min(0),
});

const engineSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]+$/, { error: "must be letters, digits, dots, dashes and underscores" }),
  name: z.string().min(1),
  description: z.string().optional(),
  type: z.enum(["AUDIO", "CLASSIFICATION", "PICTURE", "STORAGE", "TEXT", "VIDEO"]).default("PICTURE"),
  like: z.string().default("stable-diffusion-xl-1024-v1-0"),
});

const clockSchema = z.strictObject({ advanceMillis: z.number().min(0) });

/** Up to a day of the emulator's clock. */
const jobsSchema = z.strictObject({ ripensAfterMillis: z.number().min(0).max(86_400_000) });

function setCredits({ ledger }: State, body: unknown) {
  const { key, organizationId, credits } = parse(creditsSchema, body);
  const { organizations } = accountOf(key);
  const id = organizationId ?? organizations[0].id;
  if (!organizations.some((organization) => organization.id === id)) {
    throw new ControlError(400, `organizationId: the key is no member of ${id}`);
  }
  ledger.set(id, credits);
  return { organizationId: id, credits };
}

function addEngine({ engines }: State, body: unknown) {
  const { id, name, description = name, type, like } = parse(engineSchema, body);
  const family = sizeFamilyOf(like) ?? engines.find(like)?.family;
  if (family === undefined) throw new ControlError(400, `like: there is no engine ${like}`);
  if (engines.find(id) !== undefined) throw new ControlError(400, `id: there is already an engine ${id}`);
  engines.add({ id, name, description, type, family });
  return { id, name, description, type };
}

function addTimeMoneyAndJobs(server: FastifyInstance, state: State): void {
  server.get("/clock", () => ({ now: state.clock.now() }));
  server.post("/clock", ({ body }) => {
    state.clock.advance(parse(clockSchema, body).advanceMillis);
    return { now: state.clock.now() };
  });
  server.put("/credits", ({ body }) => setCredits(state, body));
  server.put("/jobs", ({ body }) => {
    const { ripensAfterMillis } = parse(jobsSchema, body);
    state.jobs.setRipening(ripensAfterMillis);
    return { ripensAfterMillis };
  });
}

function addEngines(server: FastifyInstance, state: State): void {
  server.post("/engines", ({ body }, reply) => reply.status(201).send(addEngine(state, body)));
  server.delete<{ Params: { id: string } }>("/engines/:id", ({ params: { id } }, reply) => {
    if (!state.engines.remove(id)) throw new ControlError(404, `there is no engine ${id}`);
    return reply.status(204).send();
  });
}

function addFaultsAndJournal(server: FastifyInstance, state: State): void {
  server.get("/faults", () => state.faults.list());
  server.post("/faults", ({ body }, reply) => {
    const fault = parse(faultSchema, body);
    state.faults.add(fault);
    return reply.status(201).send({ ...fault });
  });
  server.delete("/faults", (_request, reply) => {
    state.faults.clear();
    return reply.status(204).send();
  });
  server.get("/requests", () => state.journal.list());
  server.delete("/requests", (_request, reply) => {
    state.journal.clear();
    return reply.status(204).send();
  });
}

/** To be registered with the prefix `/_emulator`. */
export function addControl(server: FastifyInstance, state: State): void {
  server.setErrorHandler<FastifyError | ControlError>((error, _request, reply) =>
    reply.status(error.statusCode ?? 500).send({ error: error.message }));
  refuseOtherHosts(server);
  refuseOtherPages(server);
  server.setNotFoundHandler((_request, reply) => reply.status(404).send({ error: "the control has no such call" }));

  server.get("/health", (request) => ({ status: "ok", asOf: state.asOf, url: `${request.protocol}://${request.host}` }));
  server.post("/reset", (_request, reply) => {
    resetState(state);
    return reply.status(204).send();
  });
  addTimeMoneyAndJobs(server, state);
  addEngines(server, state);
  addFaultsAndJournal(server, state);
}
