/** `POST /v2beta/audio/stable-audio-2/inpaint` and `POST /v2beta/audio/stable-audio/inpaint` */
import { defineGeneration } from "../../generation.ts";
import type { Rule } from "../../operation.ts";
import { client } from "../../parameter.ts";
import { calledWith, maskIsInSound, modelAmong, priceWith, withModels } from "./forms.ts";
import { audio, cfgScale, duration, forSounds, maskEnd, maskStart, promptOf, steps } from "./parameters.ts";

const names = ["stable-audio-2.5", "stable-audio-3"] as const;

const noCfgScale: Rule<{ cfgScale: number }> = {
  concerns: ["cfgScale"],
  problem: ({ cfgScale: chosen }) => chosen === undefined
    ? undefined
    : "stable-audio-2.5 has no CFG scale here; leave it out, or choose stable-audio-3",
};

export const audioInpaint = withModels(names, (model, models) => defineGeneration({
  ...calledWith(model, "inpaint"),
  name: "audio-inpaint",
  maxBodyBytes: model.maxBodyBytes,
  parameters: {
    audio: audio(models),
    prompt: promptOf("What is to be heard in the new part"),
    maskStart: maskStart(models),
    maskEnd: maskEnd(models),
    duration: duration(models),
    // Stable Audio 2.5 is the only model at its address, which has no field for it, and none for a CFG scale.
    model: { ...modelAmong(names), ...model.isStarted ? { wire: "model" } : client },
    steps: steps(models),
    cfgScale: { ...cfgScale(models), ...model.isStarted ? { wire: "cfg_scale" } : client },
    ...forSounds,
  },
  rules: [maskIsInSound(30), ...model.isStarted ? [] : [noCfgScale]],
  credits: priceWith(model),
}));
