/** `POST /v2beta/3d/stable-point-aware-3d` */
import { defineGeneration } from "../../generation.ts";
import { maxCredits, saveParameters } from "../../parameters/client.ts";
import { prices } from "../../prices.ts";
import * as v2 from "../parameters.ts";
import { makesModel } from "../rules.ts";
import { foregroundRatio, remesh, subject, textureResolution } from "./parameters.ts";

const targetType = {
  kind: "choice",
  wire: "target_type",
  options: ["none", "vertex", "face"],
  apiDefault: "none",
  label: "Target Type",
  description: "What `targetCount` counts, if the model is to be simplified.",
  examples: ["face"],
  antiExamples: [{ value: "edge", reason: "one of" }],
} as const;

const targetCount = {
  kind: "integer",
  wire: "target_count",
  min: 100,
  max: 20_000,
  apiDefault: 1_000,
  label: "Target Count",
  description: "About how many vertices or faces the model has, as `targetType` says. Below 1,000 the shape suffers.",
  examples: [5000, 100, "20000"],
  antiExamples: [
    { value: 99, reason: "at least 100" },
    { value: 20_001, reason: "at most 20,000" },
  ],
} as const;

const guidanceScale = {
  kind: "number",
  wire: "guidance_scale",
  min: 1,
  max: 10,
  apiDefault: 3,
  label: "Guidance Scale",
  description: "Lower values make fewer details, higher ones may make false ones.",
  examples: ["3", 1, 10],
  antiExamples: [
    { value: 0.9, reason: "at least 1" },
    { value: 10.1, reason: "at most 10" },
  ],
} as const;

export const stablePointAware3d = defineGeneration({
  ...makesModel,
  name: "stable-point-aware-3d",
  paths: { v2beta: "/v2beta/3d/stable-point-aware-3d" },
  parameters: {
    image: subject,
    textureResolution,
    foregroundRatio: {
      ...foregroundRatio,
      min: 1,
      max: 2,
      apiDefault: 1.3,
      examples: ["1.3", 1, 2],
      antiExamples: [
        { value: 0.99, reason: "at least 1" },
        { value: 2.01, reason: "at most 2" },
      ],
    },
    remesh,
    targetType,
    targetCount,
    guidanceScale,
    seed: v2.seed,
    saveParameters,
    maxCredits,
  },
  credits: () => prices["stable-point-aware-3d"],
  notes: ({ targetType: type = "none", targetCount: count }) => count !== undefined && type === "none"
    ? ["Without a target type the target count says nothing: the model has as many faces as it came to."]
    : [],
});
