/** The way of every operation of v2, from a form to a picture. */
import { randomInt } from "node:crypto";
import { finish, type Caption } from "../drawing/pixels/finish.ts";
import type { Route } from "../http/contract.ts";
import type { Makes, Media } from "../state/media.ts";
import { sendMedia, wantsJson } from "./answer.ts";
import { requireClientNames } from "./caller.ts";
import { paymentRequired } from "./errors.ts";
import { largestSeed } from "./fields.ts";
import { readFields, requireForm } from "./form.ts";
import { isFiltered, requireGoodWords, type Moderated } from "./moderation.ts";
import type { CommonFields, Operation } from "./operation.ts";
import { creditsOf } from "./prices.ts";

/** "payloads cannot be larger than 10MiB in size". */
const documentedBodyBytes = 10 * 1024 * 1024;

const isPicture = (value: unknown) => typeof value === "object" && value !== null && "pixels" in value;
const isSound = (value: unknown) => typeof value === "object" && value !== null && "frames" in value;

function moderated<Fields extends CommonFields>(operation: Operation<Fields>, fields: Fields): Moderated {
  return {
    prompts: operation.prompts(fields).filter((prompt) => prompt !== undefined),
    negativePrompt: fields.negative_prompt,
    hasPictures: Object.values(fields).some(isPicture),
    hasSounds: Object.values(fields).some(isSound),
    isScreened: operation.isScreened ?? true,
  };
}

/** Documented of sounds: they are never filtered once they are made. Of models nothing is said. */
const isSeen = (makes: Makes) => makes === "image" || makes === "video";

const nameOf = ({ path }: { path: string }) => path.slice(path.lastIndexOf("/") + 1);

/** What the line below a picture says. */
function captionOf<Fields extends CommonFields>(operation: Operation<Fields>, fields: Fields, seed: number): Caption {
  const details = [nameOf(operation), `seed ${seed}`, ...fields.model === undefined ? [] : [fields.model]];
  return { prompt: operation.prompts(fields)[0] ?? "", details };
}

async function make<Fields extends CommonFields>(
  operation: Operation<Fields>, fields: Fields, { isBlurred, isCaptioned }: Record<"isBlurred" | "isCaptioned", boolean>,
): Promise<Media> {
  const { output_format: askedFormat = "png", seed: asked = 0 } = fields;
  const seed = asked === 0 ? randomInt(1, largestSeed + 1) : asked;
  const finishReason = isBlurred ? "CONTENT_FILTERED" : "SUCCESS";
  const drawing = await operation.draw(fields, seed);
  const { makes = "image" } = operation;
  if ("bytes" in drawing) return { makes, ...drawing, seed, finishReason };
  const caption = isCaptioned ? captionOf(operation, fields, seed) : undefined;
  const format = askedFormat === "mp3" || askedFormat === "wav" ? "png" : askedFormat;
  const bytes = await finish(drawing, { format, keepsAlpha: operation.keepsAlpha ?? false, caption, isBlurred });
  return { makes, contentType: `image/${format}`, bytes, seed, finishReason };
}

/** `POST`: answers with what was drawn, or with the id under which it will be found. */
export const generation = <Fields extends CommonFields>(operation: Operation<Fields>): Route => ({
  method: "POST",
  path: operation.path,
  lifetime: operation.lifetime,
  bodyLimitBytes: operation.bodyLimitBytes ?? (operation.hasBodyLimit ?? true ? documentedBodyBytes : undefined),
  async read(request, state) {
    const { isStarted = false, makes = "image", price } = operation;
    const form = requireForm(request);
    const asJson = !isStarted && wantsJson(request, makes);
    requireClientNames(request);
    const fields = await readFields(form, operation.schema(state.asOf), state.settings.isStrict);

    return async (account, reply) => {
      const words = moderated(operation, fields);
      requireGoodWords(words);
      const credits = creditsOf(typeof price === "function" ? price(fields) : price, state.asOf);
      const [{ id: organization }] = account.organizations;
      if (!state.ledger.charge(organization, credits)) throw paymentRequired();
      const isCaptioned = state.settings.captions && (operation.isCaptioned ?? false) && !words.hasPictures;
      const wanted = { isBlurred: isSeen(makes) && isFiltered(words), isCaptioned };
      const draw = () => make(operation, fields, wanted).catch((error: unknown) => {
        state.ledger.refund(organization, credits);
        throw error;
      });
      if (!isStarted) return sendMedia(reply, await draw(), asJson);
      return reply.status(operation.startStatus ?? 200).send({ id: state.jobs.start(account.id, makes, draw) });
    };
  },
});
