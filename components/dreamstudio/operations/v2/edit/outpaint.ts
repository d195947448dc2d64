/** `POST /v2beta/stable-image/edit/outpaint` */
import { defineGeneration } from "../../generation.ts";
import { forPaidPictures } from "../../parameters/client.ts";
import type { Rule } from "../../operation.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { imageOfUsualRatio } from "../pictures.ts";
import { makesPicture } from "../rules.ts";

const margin = {
  kind: "integer",
  min: 0,
  max: 2000,
  apiDefault: 0,
  examples: [200, "2000", 0],
  antiExamples: [
    { value: -1, reason: "at least 0" },
    { value: 2001, reason: "at most 2,000" },
  ],
} as const;

const left = { ...margin, wire: "left", label: "Left", description: "Pixels to add on the left." } as const;
const right = { ...margin, wire: "right", label: "Right", description: "Pixels to add on the right." } as const;
const up = { ...margin, wire: "up", label: "Up", description: "Pixels to add on top." } as const;
const down = { ...margin, wire: "down", label: "Down", description: "Pixels to add at the bottom." } as const;

interface Margins {
  left: number;
  right: number;
  up: number;
  down: number;
}

const someMarginIsGiven: Rule<Margins> = {
  concerns: ["left", "right", "up", "down"],
  problem: ({ left: l = 0, right: r = 0, up: u = 0, down: d = 0 }) => l === 0 && r === 0 && u === 0 && d === 0
    ? "at least one of them must be more than 0; best no more than the picture is wide or high"
    : undefined,
};

export const outpaint = defineGeneration({
  ...makesPicture,
  name: "outpaint",
  paths: { v2beta: "/v2beta/stable-image/edit/outpaint" },
  parameters: {
    image: imageOfUsualRatio,
    left,
    right,
    up,
    down,
    prompt: { ...v2.optionalPrompt, description: "What the added area shows, in English; without it, what fits the picture." },
    creativity: { ...v2.share, ...v2.creativity, apiDefault: 0.5 },
    stylePreset: v2.stylePreset,
    seed: v2.seed,
    outputFormat: v2.outputFormat,
    ...forPaidPictures,
  },
  rules: [someMarginIsGiven],
  credits: () => prices.outpaint,
});
