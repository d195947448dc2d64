/** The pictures that operations of v1 take. Sources: the official v1 documents of 2023. */

const pictureHint = "Provide either a file URL or a path to a file in the `/tmp` directory (for example, "
  + "`/tmp/myFile.png`), or a data URI. PNG, JPEG or WebP.";

const pictureExamples = {
  examples: ["/tmp/photo.png", "https://example.com/photo.png", "data:image/png;base64,iVBORw0KGgo="],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: "ftp://example.com/photo.png", reason: "only http and https" },
    { value: { filePath: "/tmp/photo.png" }, reason: "not a path" },
  ],
} as const;

export const initImage = {
  kind: "picture",
  wire: "init_image",
  required: true,
  label: "Init Image: File Path or URL",
  description: `The picture to begin with. ${pictureHint} Stable Diffusion XL takes only pictures of the sizes that it draws.`,
  ...pictureExamples,
} as const;

export const maskImage = {
  kind: "picture",
  wire: "mask_image",
  label: "Mask Image: File Path or URL",
  description: `Tells in black and white what to redraw; grey redraws in part. The same size as the init image. ${pictureHint}`,
  ...pictureExamples,
} as const;

export const image = {
  kind: "picture",
  wire: "image",
  required: true,
  label: "Image: File Path or URL",
  description: `The picture to enlarge. ${pictureHint}`,
  ...pictureExamples,
} as const;
