/** The routes of all three versions, each within its lifetime. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isAlive } from "../lifetime.ts";
import type { State } from "../state.ts";
import { requireCaller } from "./caller.ts";
import { generate } from "./generation.ts";
import { imageToImage } from "./image-to-image.ts";
import { masking } from "./masking.ts";
import { textToImage } from "./text-to-image.ts";
import { upscale } from "./upscale.ts";
import { versions, type OperationName, type Version } from "./versions.ts";

type GenerationRequest = FastifyRequest<{ Params: { engine_id: string } }>;
type Generate = (version: Version, state: State, request: GenerationRequest, reply: FastifyReply) => Promise<unknown>;

const generations: Readonly<Record<OperationName, Generate>> = {
  "text-to-image": (...call) => generate(textToImage, ...call),
  "image-to-image": (...call) => generate(imageToImage, ...call),
  "image-to-image/masking": (...call) => generate(masking, ...call),
  "image-to-image/upscale": (...call) => generate(upscale, ...call),
};

function addAccountRoutes(server: FastifyInstance, state: State, version: Version): void {
  const root = `/${version.name}`;
  server.get(`${root}/engines/list`, (request) => {
    requireCaller(request, version);
    const engines = state.engines.list();
    return version.wrapsEngines ? { engines } : engines;
  });
  server.get(`${root}/user/account`, (request) => requireCaller(request, version).account);
  server.get(`${root}/user/balance`, (request) => {
    const { organizationId } = requireCaller(request, version);
    return { credits: state.ledger.balance(organizationId) };
  });
}

function addGenerations(server: FastifyInstance, state: State, version: Version): void {
  for (const name of Object.keys(generations) as OperationName[]) {
    const lifetime = version.lifetimes[name];
    if (lifetime === undefined || !isAlive(lifetime, state.asOf)) continue;
    const path = `/${version.name}/generation/:engine_id/${name}`;
    server.post(path, (request: GenerationRequest, reply) => generations[name](version, state, request, reply));
  }
}

export function addRoutes(server: FastifyInstance, state: State): void {
  for (const version of versions) {
    if (isAlive(version.lifetimes.others, state.asOf)) addAccountRoutes(server, state, version);
    addGenerations(server, state, version);
  }
}
