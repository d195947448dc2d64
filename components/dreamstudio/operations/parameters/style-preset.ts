/** The styles to draw in, the same ones since v1 of August 2023. */

export const stylePreset = {
  kind: "choice",
  wire: "style_preset",
  options: [
    "3d-model",
    "analog-film",
    "anime",
    "cinematic",
    "comic-book",
    "digital-art",
    "enhance",
    "fantasy-art",
    "isometric",
    "line-art",
    "low-poly",
    "modeling-compound",
    "neon-punk",
    "origami",
    "photographic",
    "pixel-art",
    "tile-texture",
  ],
  label: "Style Preset",
  description: "A style to draw in.",
  examples: ["pixel-art"],
  antiExamples: [{ value: "cubism", reason: "one of" }],
} as const;
