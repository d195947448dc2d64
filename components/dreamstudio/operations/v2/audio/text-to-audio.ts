/** `POST /v2beta/audio/stable-audio-2/text-to-audio` and `POST /v2beta/audio/stable-audio/text-to-audio` */
import { defineGeneration } from "../../generation.ts";
import { calledWith, modelAmong, priceWith, withModels } from "./forms.ts";
import { cfgScale, duration, forSounds, promptOf, steps } from "./parameters.ts";

const names = ["stable-audio-2", "stable-audio-2.5", "stable-audio-3"] as const;

export const textToAudio = withModels(names, (model, models) => defineGeneration({
  ...calledWith(model, "text-to-audio"),
  name: "text-to-audio",
  parameters: {
    prompt: promptOf("What is to be heard"),
    duration: duration(models),
    model: { ...modelAmong(names), wire: "model" },
    steps: steps(models),
    cfgScale: { ...cfgScale(models), wire: "cfg_scale" },
    ...forSounds,
  },
  credits: priceWith(model),
}));
