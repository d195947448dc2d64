/** Where what was started is fetched. */
import type { Lifetime } from "../facts/lifetime.ts";
import type { Route } from "../http/contract.ts";
import { noteWork } from "../http/note.ts";
import type { Makes } from "../state/media.ts";
import { sendMedia, wantsJson } from "./answer.ts";
import { requireAuthorization, requireClientNames } from "./caller.ts";
import { badRequest, generationNotFound } from "./errors.ts";
import { live, sinceSound, untilVideoEnded } from "./lifetimes.ts";

/** Answers with what was made, or 202 while it is not ready. */
const results = (path: string, lifetime: Lifetime, makes: Makes, member: string = makes): Route => ({
  method: "GET",
  path: `${path}/:id`,
  lifetime,
  read(request, state) {
    const { jobs } = state;
    requireAuthorization(request);
    const { id } = request.params as { id: string };
    const asJson = wantsJson(request, makes);
    requireClientNames(request);
    if (id.length !== 64) throw badRequest("id: must be 64 characters");

    return async (account, reply) => {
      const job = jobs.find(id, account.id, makes);
      if (job === undefined) throw generationNotFound();
      if (!jobs.isRipe(job)) return reply.status(202).send({ id, status: "in-progress" });
      const media = await job.media();
      noteWork(request, state, { credits: 0, made: media.contentType, thumbnail: media.thumbnail });
      return sendMedia(reply, media, asJson, member);
    };
  },
});

export const resultRoutes: readonly Route[] = [
  // Seen in clients that work: JSON has it under `result`, though the document says `image`.
  results("/v2beta/results", live, "image", "result"),
  results("/v2beta/stable-image/upscale/creative/result", live, "image"),
  results("/v2beta/image-to-video/result", untilVideoEnded, "video"),
  results("/v2beta/audio/results", sinceSound, "audio"),
  results("/v2alpha/generation/stable-image/upscale/result", live, "image"),
  results("/v2alpha/generation/image-to-video/result", untilVideoEnded, "video"),
];
