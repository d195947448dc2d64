/** `POST /v1/generation/{engine_id}/image-to-image/upscale`, whose price no document tells. */
import { prompt, type Row } from "../row.ts";

export const row: Row = {
  name: "upscale",
  happened: "Enlarged 128x192 to",
  requests: [
    {
      path: "/v1/generation/esrgan-v1-x2plus/image-to-image/upscale",
      least: { image: "@portrait" },
      size: [256, 384],
    },
    {
      path: "/v1/generation/stable-diffusion-x4-latent-upscaler/image-to-image/upscale",
      least: { image: "@portrait", engineId: "stable-diffusion-x4-latent-upscaler" },
      more: { prompt, width: 512, seed: 7, steps: 20, cfgScale: "3" },
      sent: { image: "@portrait" },
      allSent: {
        image: "@portrait", "text_prompts[0][text]": prompt, width: "512", seed: "7", steps: "20", cfg_scale: "3",
      },
      size: [512, 768],
    },
  ],
};
