/** `POST /v1/generation/{engine_id}/image-to-image/masking` */
import { prompt, type Row } from "../row.ts";
import { more, moreSent } from "../v1-drawing.ts";

export const row: Row = {
  name: "masking",
  happened: `Made 1 picture with "${prompt}" in the masked part`,
  requests: [{
    path: "/v1/generation/stable-diffusion-xl-beta-v2-2-2/image-to-image/masking",
    least: {
      prompt, initImage: "@portrait", maskSource: "INIT_IMAGE_ALPHA", engineId: "stable-diffusion-xl-beta-v2-2-2",
    },
    more: { maskSource: "MASK_IMAGE_WHITE", maskImage: "@portrait", ...more },
    sent: { "text_prompts[0][text]": prompt, init_image: "@portrait", mask_source: "INIT_IMAGE_ALPHA" },
    allSent: {
      "text_prompts[0][text]": prompt, init_image: "@portrait", mask_source: "MASK_IMAGE_WHITE",
      mask_image: "@portrait", ...moreSent,
    },
    size: [128, 192],
    credits: 0.9,
    prices: [[{ samples: 10 }, 9]],
  }],
};
