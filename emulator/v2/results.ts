/** Where the results of started generations are fetched. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Lifetime } from "../lifetime.ts";
import type { State } from "../state.ts";
import { sendResult, wantsJson, type Kind } from "./answer.ts";
import { requireAccount, requireClientNames } from "./caller.ts";
import { badRequest, generationNotFound } from "./errors.ts";
import { live, untilVideoEnded } from "./lifetimes.ts";

export interface ResultRoute {
  /** Where to `GET`; the id follows. */
  path: string;
  lifetime: Lifetime;
  kind: Kind;
}

export const resultRoutes: readonly ResultRoute[] = [
  { path: "/v2beta/results", lifetime: live, kind: "image" },
  { path: "/v2beta/stable-image/upscale/creative/result", lifetime: live, kind: "image" },
  { path: "/v2beta/image-to-video/result", lifetime: untilVideoEnded, kind: "video" },
  { path: "/v2alpha/generation/stable-image/upscale/result", lifetime: live, kind: "image" },
  { path: "/v2alpha/generation/image-to-video/result", lifetime: untilVideoEnded, kind: "video" },
];

/** Answers with the result, or 202 while there is none. */
export async function answerResult(
  { kind }: ResultRoute,
  { jobs }: State,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const { id } = request.params;
  const account = requireAccount(request);
  const asJson = wantsJson(request, kind);
  requireClientNames(request);
  if (id.length !== 64) throw badRequest("id: must be 64 characters");
  const job = jobs.find(id, account.id, kind);
  if (job === undefined) throw generationNotFound();
  if (!jobs.isRipe(job)) return reply.status(202).send({ id, status: "in-progress" });
  return sendResult(reply, await job.result(), asJson);
}
