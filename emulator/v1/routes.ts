/** The routes of v1, with their lifetimes. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isAlive, type Lifetime } from "../lifetime.ts";
import type { State } from "../state.ts";
import { requireCaller } from "./caller.ts";
import { listEngines } from "./engines.ts";
import { textToImage } from "./text-to-image.ts";

const lifetime: Lifetime = {
  from: "2023-03-26",
  source: "v1 document of 2023-03-26; answers seen 2026-09-13 and 2026-10-09",
};

interface Route {
  lifetime: Lifetime;
  add(server: FastifyInstance, state: State): void;
}

const routes: readonly Route[] = [
  {
    lifetime,
    add: (server, { asOf }) => server.get("/v1/engines/list", (request) => {
      requireCaller(request);
      return listEngines(asOf);
    }),
  },
  {
    lifetime,
    add: (server) => server.get("/v1/user/account", (request) => requireCaller(request).account),
  },
  {
    lifetime,
    add: (server, { ledger }) => server.get("/v1/user/balance", (request) => {
      const { organizationId } = requireCaller(request);
      return { credits: ledger.balance(organizationId) };
    }),
  },
  {
    lifetime,
    add: (server, state) => server.post(
      "/v1/generation/:engine_id/text-to-image",
      (request: FastifyRequest<{ Params: { engine_id: string } }>, reply) => textToImage(state, request, reply),
    ),
  },
];

export function addV1Routes(server: FastifyInstance, state: State): void {
  for (const route of routes) {
    if (isAlive(route.lifetime, state.asOf)) route.add(server, state);
  }
}
