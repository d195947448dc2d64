/** The routes of v2beta and v2alpha, each within its lifetime. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isAlive, type Lifetime } from "../lifetime.ts";
import type { State } from "../state.ts";
import { sketch, structure } from "./control/edges.ts";
import { styleTransfer } from "./control/style-transfer.ts";
import { style } from "./control/style.ts";
import { alphaInpaint } from "./edit/alpha-inpaint.ts";
import { erase } from "./edit/erase.ts";
import { inpaint } from "./edit/inpaint.ts";
import { outpaint } from "./edit/outpaint.ts";
import { relight } from "./edit/relight.ts";
import { removeBackground } from "./edit/remove-background.ts";
import { searchAndRecolor, searchAndReplace } from "./edit/search.ts";
import { core } from "./generate/core.ts";
import { sd3 } from "./generate/sd3.ts";
import { ultra } from "./generate/ultra.ts";
import { generate } from "./generation.ts";
import { alphaImageToVideo, imageToVideo } from "./image-to-video.ts";
import type { CommonFields, Operation } from "./operation.ts";
import { answerResult, resultRoutes } from "./results.ts";
import { conservative } from "./upscale/conservative.ts";
import { alphaUpscale, creative } from "./upscale/creative.ts";
import { fast } from "./upscale/fast.ts";

interface Route {
  path: string;
  lifetime: Lifetime;
  answer(state: State, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

const post = <Fields extends CommonFields>(operation: Operation<Fields>): Route => ({
  path: operation.path,
  lifetime: operation.lifetime,
  answer: (...call) => generate(operation, ...call),
});

const operations: readonly Route[] = [
  post(core),
  post(sd3),
  post(ultra),
  post(fast),
  post(conservative),
  post(creative),
  post(erase),
  post(inpaint),
  post(outpaint),
  post(searchAndReplace),
  post(searchAndRecolor),
  post(removeBackground),
  post(relight),
  post(sketch),
  post(structure),
  post(style),
  post(styleTransfer),
  post(imageToVideo),
  post(alphaUpscale),
  post(alphaInpaint),
  post(alphaImageToVideo),
];

export function addRoutes(server: FastifyInstance, state: State): void {
  for (const operation of operations) {
    if (!isAlive(operation.lifetime, state.asOf)) continue;
    server.post(operation.path, (request, reply) => operation.answer(state, request, reply));
  }
  for (const route of resultRoutes) {
    if (!isAlive(route.lifetime, state.asOf)) continue;
    server.get<{ Params: { id: string } }>(`${route.path}/:id`, (request, reply) =>
      answerResult(route, state, request, reply));
  }
}
