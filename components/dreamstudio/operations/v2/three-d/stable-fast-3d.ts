/** `POST /v2beta/3d/stable-fast-3d` */
import { defineGeneration } from "../../generation.ts";
import { maxCredits, saveParameters } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import { makesModel } from "../rules.ts";
import { foregroundRatio, remesh, subject, textureResolution } from "./parameters.ts";

const vertexCount = {
  kind: "integer",
  wire: "vertex_count",
  min: -1,
  max: 20_000,
  apiDefault: -1,
  label: "Vertex Count",
  description: "About how many vertices the model may have; -1 sets no limit.",
  examples: [5000, -1, "20000"],
  antiExamples: [
    { value: -2, reason: "at least -1" },
    { value: 20_001, reason: "at most 20,000" },
  ],
} as const;

export const stableFast3d = defineGeneration({
  ...makesModel,
  name: "stable-fast-3d",
  paths: { v2beta: "/v2beta/3d/stable-fast-3d" },
  parameters: {
    image: subject,
    textureResolution,
    foregroundRatio: {
      ...foregroundRatio,
      min: 0.1,
      max: 1,
      apiDefault: 0.85,
      examples: ["0.85", 0.1, 1],
      antiExamples: [
        { value: 0.09, reason: "at least 0.1" },
        { value: 1.01, reason: "at most 1" },
      ],
    },
    remesh,
    vertexCount,
    saveParameters,
    maxCredits,
  },
  credits: () => prices["stable-fast-3d"],
});
