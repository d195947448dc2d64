/** The way of every operation of v2, from a form to a picture. */
import { randomInt } from "node:crypto";
import type { Caption } from "../drawing/pixels/finish.ts";
import { hasPicture, picturesIn } from "../drawing/pixels/picture-file.ts";
import type { Route } from "../http/contract.ts";
import { noteWork } from "../http/note.ts";
import { isSoundFile } from "../music/sound-file.ts";
import type { AllOpened } from "../opened.ts";
import type { Makes, Media } from "../state/media.ts";
import type { State } from "../state/state.ts";
import type { Drawer, DrawingTask, Signer } from "../state/studio.ts";
import { sendMedia, wantsJson } from "./answer.ts";
import { requireClientNames } from "./caller.ts";
import { badRequest, paymentRequired } from "./errors.ts";
import { largestSeed } from "./fields.ts";
import { readFields, requireForm } from "./form.ts";
import { isFiltered, requireGoodWords, type Moderated } from "./moderation.ts";
import type { CommonFields, Operation } from "./operation.ts";
import { creditsOf } from "./prices.ts";

/** "payloads cannot be larger than 10MiB in size". */
const documentedBodyBytes = 10 * 1024 * 1024;

function moderated<Fields extends CommonFields>(operation: Operation<Fields>, fields: Fields): Moderated {
  return {
    prompts: operation.prompts(fields).filter((prompt) => prompt !== undefined),
    negativePrompt: fields.negative_prompt,
    hasPictures: hasPicture(fields),
    hasSounds: Object.values(fields).some(isSoundFile),
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

interface Wishes {
  isBlurred: boolean;
  isCaptioned: boolean;
  signer: Signer | undefined;
}

/** What is to be drawn, as plain data; the seed is chosen here, so that it is the same however often it is drawn. */
function taskOf<Fields extends CommonFields>(
  operation: Operation<Fields>, fields: Fields, { isBlurred, isCaptioned, signer }: Wishes,
): DrawingTask {
  const { output_format: askedFormat = "png", seed: asked = 0 } = fields;
  const seed = asked === 0 ? randomInt(1, largestSeed + 1) : asked;
  const caption = isCaptioned ? captionOf(operation, fields, seed) : undefined;
  const format = askedFormat === "mp3" || askedFormat === "wav" ? "png" : askedFormat;
  const keepsAlpha = operation.keepsAlpha ?? false;
  const finish = { format, keepsAlpha, caption, isBlurred };
  return { operation: operation.path, input: fields, seed, finish, signer };
}

async function make(task: DrawingTask, makes: Makes, { studio }: State): Promise<Media> {
  const { seed, finish: { isBlurred = false } } = task;
  return { ...await studio.draw(task), makes, seed, finishReason: isBlurred ? "CONTENT_FILTERED" : "SUCCESS" };
}

/** @throws V2Error 400 for pictures that are cut off, or cannot be read for another reason */
async function requireWhole(fields: object, { studio }: State): Promise<void> {
  const broken: string[] = [];
  for (const [name, { bytes }] of picturesIn(fields)) if (!await studio.isWhole(bytes)) broken.push(name);
  if (broken.length > 0) throw badRequest(...broken.map((name) => `${name}: must be a whole picture`));
}

/** What `draw` does in the studio. */
export const drawerOf = <Fields extends CommonFields>(operation: Operation<Fields>): [string, Drawer] =>
  [operation.path, (input, seed) => operation.draw(input as AllOpened<Fields>, seed)];

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
    await requireWhole(fields, state);

    return async (account, reply) => {
      const words = moderated(operation, fields);
      requireGoodWords(words);
      const credits = creditsOf(typeof price === "function" ? price(fields) : price, state.asOf);
      const [{ id: organization }] = account.organizations;
      if (!state.ledger.charge(organization, credits)) throw paymentRequired();
      const { captions, signer } = state.settings;
      const isCaptioned = captions && (operation.isCaptioned ?? false) && !words.hasPictures;
      const task = taskOf(operation, fields, { isBlurred: isSeen(makes) && isFiltered(words), isCaptioned, signer });
      const draw = () => make(task, makes, state).catch((error: unknown) => {
        state.ledger.refund(organization, credits);
        throw error;
      });
      if (isStarted) {
        noteWork(request, state, { credits, made: "an id" });
        return reply.status(operation.startStatus ?? 200).send({ id: state.jobs.start(account.id, makes, draw) });
      }
      const media = await draw();
      noteWork(request, state, { credits, made: media.contentType, thumbnail: media.thumbnail });
      return sendMedia(reply, media, asJson);
    };
  },
});
