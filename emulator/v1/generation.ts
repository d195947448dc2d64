/** What all generations have in common: how they are checked, paid for and answered. */
import { randomInt } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caption } from "../drawing/pixels/finish.ts";
import { picturesIn } from "../drawing/pixels/picture-file.ts";
import type { AllOpened } from "../opened.ts";
import type { Lifetime } from "../facts/lifetime.ts";
import type { Route } from "../http/contract.ts";
import { noteWork } from "../http/note.ts";
import { preferredType } from "../http/accept.ts";
import { Form } from "../http/form.ts";
import type { Media } from "../state/media.ts";
import type { State } from "../state/state.ts";
import type { Drawer } from "../state/studio.ts";
import { requireOrganization } from "./caller.ts";
import { badRequest, engineNotFound, insufficientBalance, invalidSamples } from "./errors.ts";
import { largestSeed } from "./fields.ts";
import { isFiltered, requirePrompts } from "./filters.ts";
import { readOptions, readParts, type KnownNames, type Values } from "./form.ts";
import type { Context, Operation, Plan } from "./operation.ts";
import { knownFields, parseBody } from "./validation.ts";
import { hasField, type Version } from "./versions.ts";

/** Not documented; prompts of the longest kind are a tenth of it. */
const jsonBodyBytes = 1024 * 1024;

/** How the real API counts on for further samples is not known. */
function seedsOf({ seed, samples }: Plan<object>): number[] {
  const first = seed === 0 ? randomInt(1, largestSeed) : seed;
  return Array.from({ length: samples }, (_, index) => (first + index) % (largestSeed + 1));
}

function readValues(
  body: unknown, encoding: "json" | "form", known: KnownNames, { version, isStrict }: Context,
): Values {
  const isForm = body instanceof Form;
  if (isForm !== (encoding === "form")) {
    throw badRequest(`content-type: must be ${encoding === "form" ? "multipart/form-data" : "application/json"}`);
  }
  if (isForm && version.formFields === "parts") return readParts(body, known);
  const values = isForm
    ? readOptions(body, known)
    : { fields: body, files: new Map<string, Buffer>() };
  return { ...values, fields: knownFields(values.fields, known.fields, isStrict) };
}

function readBody<Fields, Drawing extends object>(
  operation: Operation<Fields, Drawing>, body: unknown, context: Context,
): Promise<Plan<Drawing>> | Plan<Drawing> {
  const { version, asOf } = context;
  const schema = operation.schema(context);
  const fields = Object.keys(schema.shape).filter((field) => hasField(version, operation.name, asOf, field));
  const values = readValues(body, operation.encoding, { fields, files: operation.files }, context);
  return operation.plan(parseBody(schema, values.fields), values.files, context);
}

function engineOf({ params }: FastifyRequest, { engines }: State) {
  const { engine_id: id } = params as { engine_id: string };
  const engine = engines.find(id);
  if (engine === undefined) throw engineNotFound(id);
  return engine;
}

/** What the line below a picture says beside prompt and seed. */
interface Makers {
  operation: string;
  engine: string;
}

function captionOf({ prompts }: Plan<object>, seed: number, { operation, engine }: Makers): Caption {
  return { prompt: prompts.map(({ text }) => text).join(", "), details: [operation, `seed ${seed}`, engine] };
}

async function makePicture(
  operation: string, plan: Plan<object>, seed: number, makers: Makers | undefined, { studio, settings }: State,
): Promise<Media> {
  const isBlurred = isFiltered(plan.prompts);
  const caption = makers === undefined ? undefined : captionOf(plan, seed, makers);
  const finish = { caption, isBlurred };
  const drawn = await studio.draw({ operation, input: plan.drawing, seed, finish, signer: settings.signer });
  return { ...drawn, makes: "image", seed, finishReason: isBlurred ? "CONTENT_FILTERED" : "SUCCESS" };
}

/** @throws V1Error 400 for a picture that is cut off */
async function requireWhole({ drawing }: Plan<object>, { studio }: State): Promise<void> {
  for (const [name, { bytes }] of picturesIn(drawing)) {
    if (!await studio.isWhole(bytes)) throw badRequest(`${name}: is not a picture that can be read`);
  }
}

/** What `draw` does in the studio. */
export const drawerOf = <Fields, Drawing extends object>(operation: Operation<Fields, Drawing>): [string, Drawer] =>
  [operation.name, (input, seed) => operation.draw(input as AllOpened<Drawing>, seed)];

const wantsPng = ({ headers: { accept = "*/*" } }: FastifyRequest): boolean =>
  preferredType(accept, ["application/json", "image/png"]) === "image/png";

const sendPng = (reply: FastifyReply, { contentType, finishReason, seed, bytes }: Media) =>
  reply.type(contentType).header("Finish-Reason", finishReason).header("Seed", seed).send(bytes);

const toArtifact = ({ bytes, seed, finishReason }: Media) => ({ base64: bytes.toString("base64"), seed, finishReason });

/** `POST /{version}/generation/{engine_id}/{operation}` */
export const generation = <Fields, Drawing extends object>(
  operation: Operation<Fields, Drawing>, version: Version, lifetime: Lifetime,
): Route => ({
  method: "POST",
  path: `/${version.name}/generation/:engine_id/${operation.name}`,
  lifetime,
  bodyLimitBytes: operation.encoding === "json" ? jsonBodyBytes : undefined,
  async read(request, state) {
    const engine = engineOf(request, state);
    const { asOf, settings: { isStrict } } = state;
    const plan = await readBody(operation, request.body, { version, engine, asOf, isStrict });
    const asPng = wantsPng(request);
    if (asPng && plan.samples > 1) throw invalidSamples();
    requirePrompts(plan.prompts);
    await requireWhole(plan, state);

    return async (account, reply) => {
      const organization = requireOrganization(request, account);
      const credits = plan.samples * plan.credits;
      const { ledger } = state;
      if (!ledger.charge(organization, credits)) throw insufficientBalance(credits, ledger.balance(organization));
      const isCaptioned = state.settings.captions && operation.isCaptioned;
      const makers = isCaptioned ? { operation: operation.name, engine: engine.id } : undefined;
      const pictures = await Promise.all(seedsOf(plan)
        .map((seed) => makePicture(operation.name, plan, seed, makers, state)));
      const [first] = pictures;
      noteWork(request, state, { credits, made: `${pictures.length} image/png`, thumbnail: first?.thumbnail });
      return asPng && first !== undefined ? sendPng(reply, first) : { artifacts: pictures.map(toArtifact) };
    };
  },
});
