/** `POST /v2beta/audio/stable-audio-2/audio-to-audio` and `POST /v2beta/audio/stable-audio/audio-to-audio` */
import { defineGeneration } from "../../generation.ts";
import { calledWith, modelAmong, priceWith, withModels } from "./forms.ts";
import { audio, cfgScale, duration, forSounds, promptOf, steps, strength } from "./parameters.ts";

const names = ["stable-audio-2", "stable-audio-2.5", "stable-audio-3"] as const;

export const audioToAudio = withModels(names, (model, models) => defineGeneration({
  ...calledWith(model, "audio-to-audio"),
  name: "audio-to-audio",
  maxBodyBytes: model.maxBodyBytes,
  parameters: {
    audio: audio(models),
    prompt: promptOf("What the audio is to become"),
    strength: strength(models),
    duration: duration(models),
    model: { ...modelAmong(names), wire: "model" },
    steps: steps(models),
    cfgScale: { ...cfgScale(models), wire: "cfg_scale" },
    ...forSounds,
  },
  credits: priceWith(model),
  notes: ({ strength: chosen = 1 }) => chosen < 1
    ? []
    : ["With a strength of 1, which the API takes if you say nothing, the audio has no influence: give a lower one."],
}));
