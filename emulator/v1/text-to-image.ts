/** `POST /v1/generation/{engine_id}/text-to-image` */
import { randomInt } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { drawPng } from "../drawing/png.ts";
import { isChanged, type AsOf } from "../lifetime.ts";
import type { State } from "../state.ts";
import { requireCaller } from "./caller.ts";
import { findEngine } from "./engines.ts";
import { engineNotFound, insufficientBalance, invalidSamples } from "./errors.ts";
import { requireSize } from "./sizes.ts";
import { parseBody } from "./validation.ts";

const characters = (max: number) => z.string().refine((text) => Array.from(text).length <= max, {
  error: `must be at most ${max} characters`,
});

/** The first document with at most 50 steps, 30 by default (before: 150 and 50). */
const fewerStepsSince = "2025-01-02";

const largestSeed = 4_294_967_295;

const bodySchema = (asOf: AsOf) => {
  const hasFewerSteps = isChanged(fewerStepsSince, asOf);
  return z.strictObject({
    text_prompts: z.array(z.strictObject({ text: characters(2000), weight: z.number().optional() })).min(1),
    height: z.int().min(128).optional(),
    width: z.int().min(128).optional(),
    cfg_scale: z.number().min(0).max(35).default(7),
    clip_guidance_preset: z.enum([
      "FAST_BLUE", "FAST_GREEN", "NONE", "SIMPLE", "SLOW", "SLOWER", "SLOWEST",
    ]).default("NONE"),
    sampler: z.enum([
      "DDIM", "DDPM", "K_DPMPP_2M", "K_DPMPP_2S_ANCESTRAL", "K_DPM_2", "K_DPM_2_ANCESTRAL", "K_EULER",
      "K_EULER_ANCESTRAL", "K_HEUN", "K_LMS",
    ]).optional(),
    samples: z.int().min(1).max(10).default(1),
    seed: z.int().min(0).max(largestSeed).default(0),
    steps: z.int().min(10).max(hasFewerSteps ? 50 : 150).default(hasFewerSteps ? 30 : 50),
    style_preset: z.enum([
      "3d-model", "analog-film", "anime", "cinematic", "comic-book", "digital-art", "enhance", "fantasy-art",
      "isometric", "line-art", "low-poly", "modeling-compound", "neon-punk", "origami", "photographic", "pixel-art",
      "tile-texture",
    ]).optional(),
    extras: z.record(z.string(), z.unknown()).optional(),
  });
};

/** The price that the document of 2025 gives; that each sample costs it is our reading. */
const priceOf = (samples: number, steps: number) => samples * 0.9 * Math.max(1, steps / 30);

/** A seed of 0 asks for a random one; how the real API counts on for further samples is not known. */
const seedsOf = (seed: number, samples: number) => {
  const first = seed === 0 ? randomInt(1, largestSeed) : seed;
  return Array.from({ length: samples }, (_, index) => (first + index) % (largestSeed + 1));
};

interface Picture {
  png: Buffer;
  seed: number;
}

const toArtifact = ({ png, seed }: Picture) => ({ base64: png.toString("base64"), seed, finishReason: "SUCCESS" });

export async function textToImage(
  state: State,
  request: FastifyRequest<{ Params: { engine_id: string } }>,
  reply: FastifyReply,
): Promise<unknown> {
  const { organizationId } = requireCaller(request);
  const engineId = request.params.engine_id;
  const engine = findEngine(engineId, state.asOf);
  if (engine === undefined) throw engineNotFound(engineId);

  const body = parseBody(bodySchema(state.asOf), request.body);
  const { width, height } = requireSize(engine.family, body);
  const wantsPng = request.headers.accept === "image/png";
  if (wantsPng && body.samples > 1) throw invalidSamples();

  const price = priceOf(body.samples, body.steps);
  if (!state.ledger.charge(organizationId, price)) {
    throw insufficientBalance(price, state.ledger.balance(organizationId));
  }

  const subject = { prompts: body.text_prompts, style: body.style_preset, width, height };
  const pictures: Picture[] = [];
  for (const seed of seedsOf(body.seed, body.samples)) {
    pictures.push({ png: await drawPng({ ...subject, seed }), seed });
  }

  const [first] = pictures;
  if (!wantsPng || first === undefined) return { artifacts: pictures.map(toArtifact) };
  return reply
    .type("image/png")
    .header("Finish-Reason", "SUCCESS")
    .header("Seed", first.seed)
    .send(first.png);
}
