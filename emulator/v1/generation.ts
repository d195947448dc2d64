/** What all generations have in common: how they are checked, paid for and answered. */
import { randomInt } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { withCaption } from "../drawing/pixels/caption.ts";
import { blur, encode, type Picture } from "../drawing/pixels/picture.ts";
import { Form } from "../form.ts";
import type { AsOf } from "../lifetime.ts";
import type { State } from "../state.ts";
import { requireCaller } from "./caller.ts";
import type { DrawingEngine } from "./engines.ts";
import { badRequest, engineNotFound, insufficientBalance, invalidSamples } from "./errors.ts";
import type { TextPrompts } from "./fields.ts";
import { isFiltered, requirePrompts } from "./filters.ts";
import { readOptions, readParts, type KnownNames, type Values } from "./form.ts";
import { parseBody, requireKnownFields } from "./validation.ts";
import { hasField, type OperationName, type Version } from "./versions.ts";

/** Whom a request asks, and when. */
export interface Context {
  version: Version;
  engine: DrawingEngine;
  asOf: AsOf;
}

/** What a generation will make, once it is paid for. */
interface Plan {
  prompts: TextPrompts;
  /** 0 asks for a random one. */
  seed: number;
  samples: number;
  /** For one sample. */
  credits: number;
  paint(seed: number): Picture | Promise<Picture>;
}

export interface Operation<Fields> {
  name: OperationName;
  encoding: "json" | "form";
  /** Whether a line says what a picture was made from, where it was made from words alone. */
  isCaptioned?: true;
  /** The names of the files that a form may have. */
  files: readonly string[];
  /** All fields that it has in any version; `versions.ts` takes away. */
  schema(context: Context): z.ZodType<Fields> & { shape: object };
  /** @throws V1Error 400 for what cannot be drawn */
  plan(fields: Fields, files: Values["files"], context: Context): Plan | Promise<Plan>;
}

/** The price that the document of 2025 gives; that each sample costs it is our reading. */
export const priceOfSteps = (steps: number): number => 0.9 * Math.max(1, steps / 30);

/** How the real API counts on for further samples is not known. */
function seedsOf({ seed, samples }: Plan, { largestSeed }: Version): number[] {
  const first = seed === 0 ? randomInt(1, largestSeed) : seed;
  return Array.from({ length: samples }, (_, index) => (first + index) % (largestSeed + 1));
}

function readValues(body: unknown, encoding: "json" | "form", known: KnownNames, version: Version): Values {
  const isForm = body instanceof Form;
  if (isForm !== (encoding === "form")) {
    throw badRequest(`content-type: must be ${encoding === "form" ? "multipart/form-data" : "application/json"}`);
  }
  if (isForm && version.formFields === "parts") return readParts(body, known);
  const values = isForm
    ? readOptions(body, known)
    : { fields: body, files: new Map<string, Buffer>() };
  requireKnownFields(values.fields, known.fields);
  return values;
}

function readRequest<Fields>(operation: Operation<Fields>, body: unknown, context: Context): Promise<Plan> | Plan {
  const { version, asOf } = context;
  const schema = operation.schema(context);
  const fields = Object.keys(schema.shape).filter((field) => hasField(version, operation.name, asOf, field));
  const values = readValues(body, operation.encoding, { fields, files: operation.files }, version);
  return operation.plan(parseBody(schema, values.fields), values.files, context);
}

function charge({ ledger }: State, organizationId: string, credits: number): void {
  if (!ledger.charge(organizationId, credits)) throw insufficientBalance(credits, ledger.balance(organizationId));
}

/** @param facts what a line below the picture says beside prompt and seed; without them there is none */
async function makePicture(plan: Plan, seed: number, facts?: readonly [operation: string, engine: string]) {
  const painted = await plan.paint(seed);
  const prompt = plan.prompts.map(({ text }) => text).join(", ");
  const picture = facts === undefined ? painted : withCaption(painted, prompt, [facts[0], `seed ${seed}`, facts[1]]);
  const filtered = isFiltered(plan.prompts);
  return {
    png: await encode(filtered ? await blur(picture) : picture),
    seed,
    finishReason: filtered ? "CONTENT_FILTERED" : "SUCCESS",
  };
}

/** Answers a request to `POST /{version}/generation/{engine_id}/{operation}`. */
export async function generate<Fields>(
  operation: Operation<Fields>,
  version: Version,
  state: State,
  request: FastifyRequest<{ Params: { engine_id: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const { organizationId } = requireCaller(request, version);
  const engine = state.engines.find(request.params.engine_id);
  if (engine === undefined) throw engineNotFound(request.params.engine_id);

  const plan = await readRequest(operation, request.body, { version, engine, asOf: state.asOf });
  const wantsPng = request.headers.accept === "image/png";
  if (wantsPng && plan.samples > 1) throw invalidSamples();
  requirePrompts(plan.prompts);
  charge(state, organizationId, plan.samples * plan.credits);

  const isCaptioned = state.settings.captions && operation.isCaptioned;
  const facts = isCaptioned ? [operation.name, request.params.engine_id] as const : undefined;
  const pictures: Awaited<ReturnType<typeof makePicture>>[] = [];
  for (const seed of seedsOf(plan, version)) pictures.push(await makePicture(plan, seed, facts));

  const [first] = pictures;
  if (!wantsPng || first === undefined) {
    return { artifacts: pictures.map(({ png, seed, finishReason }) => ({ base64: png.toString("base64"), seed, finishReason })) };
  }
  return reply
    .type("image/png")
    .header("Finish-Reason", first.finishReason)
    .header("Seed", first.seed)
    .send(first.png);
}
