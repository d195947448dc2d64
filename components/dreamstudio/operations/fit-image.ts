/** A picture made such that another action takes it. Nothing is sent; what is taken, the operations' own data say. */
import { defineParameters, type Rule } from "./operation.ts";
import { client, type Picture } from "./parameter.ts";
import { picture, pictureHint } from "./parameters/picture-input.ts";
import { typesInWords } from "./parameters/picture-limits.ts";
import { fitsAsShown, fitsAsStored, shownSize } from "./parameters/turned.ts";
import { pictureTakers, takerFor } from "./picture-takers.ts";
import { sizeInWords } from "./size.ts";

/** The most pixels that sharp opens. */
const limits = { pixels: { max: 268_402_689 } } as const;

const image = {
  ...client,
  ...picture,
  required: true,
  label: "Image: File Path or URL",
  description: `The picture to fit, turned upright if its EXIF says how. ${pictureHint}`,
  limits,
} as const;

const target = {
  ...client,
  kind: "choice",
  required: true,
  options: pictureTakers,
  label: "For",
  description: "The action that is to take the picture.",
  examples: ["image-to-image", "upscale-fast"],
  antiExamples: [{ value: "text-to-image", reason: "one of" }],
} as const;

const mode = {
  ...client,
  kind: "choice",
  options: ["crop", "shrink", "pad", "exact"],
  default: "crop",
  label: "Mode",
  description: "How to fit it. `crop` makes it smaller, and cuts off only what the ratio of its sides is over; `shrink` makes "
    + "it smaller and keeps all of it; `pad` does so too, and adds to it where its ratio needs it; `exact` makes it exactly "
    + "`exactWidth` by `exactHeight`, and cuts as `crop` does. One that is too small becomes larger.",
  examples: ["pad", "shrink"],
  antiExamples: [{ value: "stretch", reason: "one of" }],
} as const;

const cropBy = {
  ...client,
  kind: "choice",
  options: ["attention", "centre"],
  default: "attention",
  label: "Crop By",
  description: "What stays where something is cut off: what draws the `attention` (skin, bright colors, details), or the "
    + "`centre`.",
  examples: ["centre"],
  antiExamples: [{ value: "left", reason: "one of" }],
} as const;

const padColor = {
  ...client,
  kind: "pattern",
  pattern: /^(transparent|#[\da-f]{6})$/i,
  patternInWords: "`transparent`, or a color like #ffffff",
  default: "#ffffff",
  label: "Pad Color",
  description: "What `pad` adds: a color like `#1e90ff`, or `transparent`. The same color lies under what is transparent "
    + "where the output is JPEG.",
  examples: ["transparent", "#1e90ff"],
  antiExamples: [
    { value: "white", reason: "a color like #ffffff" },
    { value: "#fff", reason: "a color like #ffffff" },
  ],
} as const;

const side = {
  ...client,
  kind: "integer",
  min: 1,
  max: 16_384,
  examples: [1024, "768"],
  antiExamples: [
    { value: 0, reason: "at least 1" },
    { value: 16_385, reason: "at most 16,384" },
  ],
} as const;

const exactWidth = { ...side, label: "Exact Width", description: "For the mode `exact`, in pixels." } as const;
const exactHeight = { ...side, label: "Exact Height", description: "For the mode `exact`, in pixels." } as const;

const mask = {
  ...client,
  ...picture,
  label: "Mask: File Path or URL",
  description: "A mask of the picture, which is fitted in the same way: of the size in which the picture is shown, or stored. "
    + `What is padded is black in it, and no new gray comes in. ${pictureHint}`,
  limits,
} as const;

const outputFormat = {
  ...client,
  kind: "choice",
  options: ["jpeg", "png", "webp"],
  label: "Output Format",
  description: "The format of the picture. If you give none, it is PNG where anything in it can be transparent, and JPEG "
    + "elsewhere; a mask is always PNG.",
  examples: ["png"],
  antiExamples: [{ value: "gif", reason: "one of" }],
} as const;

const engineId = {
  ...client,
  kind: "identifier",
  label: "Engine",
  description: "The engine of an action of API v1, on which the sizes depend; its default if you give none. "
    + "**List Engines** shows them all.",
  examples: ["stable-diffusion-v1-6"],
  antiExamples: [{ value: "a/b", reason: "letters, digits" }],
} as const;

interface FitValues {
  for: string;
  mode: string;
  engineId: string;
  exactWidth: number;
  exactHeight: number;
  outputFormat: string;
  padColor: string;
  image: Picture;
  mask: Picture;
}

const engineGoesWithTarget: Rule<FitValues> = {
  concerns: ["engineId"],
  problem: ({ engineId: id, for: action }) => id !== undefined && action !== undefined && !takerFor(action).hasEngine
    ? `${action} has no engine; leave it out`
    : undefined,
};

const maskFitsPicture: Rule<FitValues> = {
  concerns: ["mask"],
  problem({ image: given, mask: its }) {
    if (given === undefined || its === undefined) return undefined;
    if (fitsAsShown(given, its) || fitsAsStored(given, its)) return undefined;
    return `is ${sizeInWords(shownSize(its))}, which is not of the ratio of the picture, ${sizeInWords(shownSize(given))}`;
  },
};

const sidesGoWithMode: Rule<FitValues> = {
  concerns: ["exactWidth", "exactHeight"],
  problem({ mode: chosen, exactWidth: width, exactHeight: height }) {
    const given = [width, height].filter((length) => length !== undefined).length;
    if (chosen === "exact") return given === 2 ? undefined : "the mode exact needs both; give them, or choose another mode";
    return given === 0 ? undefined : "they belong to the mode exact; leave them out, or choose that mode";
  },
};

const formatIsTaken: Rule<FitValues> = {
  concerns: ["outputFormat"],
  problem({ outputFormat: format, for: action, mode: chosen, padColor: color }) {
    if (format === undefined || action === undefined) return undefined;
    const { contentTypes } = takerFor(action).limits;
    if (contentTypes?.includes(`image/${format}`) === false) return `${action} takes only ${typesInWords(contentTypes)}`;
    return format === "jpeg" && chosen === "pad" && color === "transparent"
      ? "nothing in a JPEG is transparent; choose png or webp, or a color"
      : undefined;
  },
};

export const fitImage = defineParameters({
  name: "fit-image",
  parameters: {
    image, for: target, mode, cropBy, padColor, exactWidth, exactHeight, mask, engineId, outputFormat,
  },
  rules: [engineGoesWithTarget, maskFitsPicture, sidesGoWithMode, formatIsTaken],
  saves: true,
});
