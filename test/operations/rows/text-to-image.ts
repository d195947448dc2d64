/** `POST /v1/generation/{engine_id}/text-to-image` */
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "text-to-image",
  happened: `Made 1 picture of "${prompt}"`,
  requests: [{
    path: "/v1/generation/stable-diffusion-xl-beta-v2-2-2/text-to-image",
    least: { prompt, engineId: "stable-diffusion-xl-beta-v2-2-2" },
    more: {
      negativePrompt: "people",
      textPrompts: ["Act 2: a storm", "{\"text\": \"fog\", \"weight\": \"0.5\"}", { text: "rain", weight: 0 }],
      width: "128", height: 192, cfgScale: "0", clipGuidancePreset: "SLOW", sampler: "DDIM", samples: 1, seed: 7,
      steps: 150, stylePreset: "pixel-art", extras: { experiment: 0 },
    },
    sent: { text_prompts: [{ text: prompt }] },
    allSent: {
      text_prompts: [
        { text: prompt }, { text: "people", weight: -1 }, { text: "Act 2: a storm" }, { text: "fog", weight: 0.5 },
        { text: "rain", weight: 0 },
      ],
      width: 128, height: 192, cfg_scale: 0, clip_guidance_preset: "SLOW", sampler: "DDIM", samples: 1, seed: 7,
      steps: 150, style_preset: "pixel-art", extras: { experiment: 0 },
    },
    size: [128, 192],
    credits: 4.5,
    prices: [[{ steps: undefined }, 0.9], [{ steps: 31 }, 0.93], [{ steps: 45, samples: 3 }, 4.05]],
  }],
};
