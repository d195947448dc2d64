/** The way of every operation of v2, from a form to a picture. */
import { randomInt } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { withCaption } from "../drawing/pixels/caption.ts";
import { blur, encode } from "../drawing/pixels/picture.ts";
import type { State } from "../state.ts";
import { sendResult, wantsJson, type Kind, type Result } from "./answer.ts";
import { requireAccount, requireClientNames } from "./caller.ts";
import { paymentRequired } from "./errors.ts";
import { largestSeed } from "./fields.ts";
import { readFields, requireForm } from "./form.ts";
import { isFiltered, requireGoodWords, type Moderated } from "./moderation.ts";
import type { CommonFields, Operation } from "./operation.ts";
import { creditsOf } from "./prices.ts";

const isPicture = (value: unknown) => typeof value === "object" && value !== null && "pixels" in value;

function moderated<Fields extends CommonFields>(operation: Operation<Fields>, fields: Fields): Moderated {
  return {
    prompts: operation.prompts(fields).filter((prompt) => prompt !== undefined),
    negativePrompt: fields.negative_prompt,
    hasPictures: Object.values(fields).some(isPicture),
    isScreened: operation.isScreened ?? true,
  };
}

const nameOf = ({ path }: { path: string }) => path.slice(path.lastIndexOf("/") + 1);

async function draw<Fields extends CommonFields>(
  operation: Operation<Fields>, fields: Fields, isBlurred: boolean, captions: boolean,
): Promise<Result> {
  const { output_format: format = "png", seed: asked = 0 } = fields;
  const seed = asked === 0 ? randomInt(1, largestSeed + 1) : asked;
  const finishReason = isBlurred ? "CONTENT_FILTERED" : "SUCCESS";
  const drawing = await operation.draw(fields, seed);
  if ("film" in drawing) return { kind: "video", contentType: "video/mp4", bytes: drawing.film, seed, finishReason };
  const facts = [nameOf(operation), `seed ${seed}`, ...fields.model === undefined ? [] : [fields.model]];
  const captioned = captions && operation.isCaptioned
    ? withCaption(drawing, operation.prompts(fields)[0] ?? "", facts)
    : drawing;
  const picture = isBlurred ? await blur(captioned) : captioned;
  const bytes = await encode(picture, format, { keepAlpha: operation.keepsAlpha ?? false });
  return { kind: "image", contentType: `image/${format}`, bytes, seed, finishReason };
}

const kindOf = ({ path }: { path: string }): Kind => path.endsWith("-to-video") ? "video" : "image";

/** Answers a request to an operation: with what was drawn, or with the id under which it will be found. */
export async function generate<Fields extends CommonFields>(
  operation: Operation<Fields>,
  state: State,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { id: accountId, organizations } = requireAccount(request);
  const form = requireForm(request.body, operation.hasBodyLimit ?? true);
  const isStarted = operation.isStarted ?? false;
  const asJson = !isStarted && wantsJson(request, "image");
  requireClientNames(request);
  const fields = await readFields(form, operation.schema(state.asOf));

  const words = moderated(operation, fields);
  requireGoodWords(words);
  const { price } = operation;
  const credits = creditsOf(typeof price === "function" ? price(fields) : price, state.asOf);
  const [{ id: organizationId }] = organizations;
  if (!state.ledger.charge(organizationId, credits)) throw paymentRequired();

  const captions = state.settings.captions && !words.hasPictures;
  const finish = () => draw(operation, fields, isFiltered(words), captions).catch((error: unknown) => {
    state.ledger.refund(organizationId, credits);
    throw error;
  });
  if (isStarted) return { id: state.jobs.start(accountId, kindOf(operation), finish) };
  return sendResult(reply, await finish(), asJson);
}
