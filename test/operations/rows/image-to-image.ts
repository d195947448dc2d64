/** `POST /v1/generation/{engine_id}/image-to-image` */
import { prompt, type Row } from "../row.ts";
import { more, moreSent } from "../v1-drawing.ts";

export const row: Row = {
  name: "image-to-image",
  happened: `Made 1 picture of "${prompt}" from a picture`,
  requests: [{
    path: "/v1/generation/stable-diffusion-xl-beta-v2-2-2/image-to-image",
    least: { prompt, initImage: "@portrait", engineId: "stable-diffusion-xl-beta-v2-2-2" },
    more: { negativePrompt: "people", initImageMode: "STEP_SCHEDULE", stepScheduleStart: "0", stepScheduleEnd: 0.01, ...more },
    sent: { "text_prompts[0][text]": prompt, init_image: "@portrait" },
    allSent: {
      "text_prompts[0][text]": prompt, "text_prompts[1][text]": "people", "text_prompts[1][weight]": "-1",
      init_image: "@portrait", init_image_mode: "STEP_SCHEDULE", step_schedule_start: "0", step_schedule_end: "0.01",
      ...moreSent,
    },
    size: [128, 192],
    credits: 0.9,
    prices: [[{ steps: 31, samples: 2 }, 1.86]],
  }],
};
