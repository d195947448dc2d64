/** What both operations of v1 that draw from a picture take besides. */

export const more = {
  cfgScale: 7.5, clipGuidancePreset: "NONE", sampler: "K_LMS", samples: "1", seed: 7, steps: 10, stylePreset: "anime",
};

export const moreSent = {
  cfg_scale: "7.5", clip_guidance_preset: "NONE", sampler: "K_LMS", samples: "1", seed: "7", steps: "10",
  style_preset: "anime",
};
