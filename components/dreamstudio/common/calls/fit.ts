/** Makes of a picture one that another action takes, and of its mask the same; nothing is sent. */
import { fitImage } from "../../operations/fit-image.ts";
import type { InputsOf, Picture, ValuesOf } from "../../operations/parameter.ts";
import { fitsAsShown, shownSize } from "../../operations/parameters/turned.ts";
import { takerFor } from "../../operations/picture-takers.ts";
import { sizeInWords, sizesInWords, type Size } from "../../operations/size.ts";
import { inWords } from "../../operations/words.ts";
import { diskCause } from "../files/disk-error.ts";
import { OutputFile, type SavedMedia } from "../files/output-file.ts";
import { attentionCorner, centreCorner, draw, longestSides, turnedLike, type Corner, type Format } from "../fit/draw.ts";
import { exactPlan, planFor, type Plan } from "../fit/plan.ts";
import { targetFor, withLongestSide, type Target } from "../fit/target.ts";
import { checkInputs, refusal } from "../inputs/check.ts";
import { endOf, type Connection } from "../wire/connection.ts";
import { filesFor } from "./files.ts";

type Values = ValuesOf<typeof fitImage.parameters>;

export interface FitResult extends SavedMedia {
  /** The mask, fitted in the same way. */
  mask?: SavedMedia;
  /** The picture as it was shown. */
  before: Size & { contentType: string; bytes: number };
  /** What was done with it. */
  notes: string[];
}

const refuse = (parameter: string, text: string) => refusal(fitImage.name, [{ parameters: [parameter], text }]);

/** The picture as it would be with another size. */
const withSize = ({ image }: Values, format: Format, size: Size): Picture =>
  ({ ...image, ...size, contentType: `image/${format}`, orientation: 1 });

function planOf(values: Values, target: Target, format: Format): Plan {
  const { image, mode, exactWidth: width = 0, exactHeight: height = 0 } = values;
  const given = shownSize(image);
  const problems = (size: Size) => target.problems(withSize(values, format, size));
  const isTooLong = (size: Size) => Math.max(size.width, size.height) > longestSides[format];
  if (mode === "exact") {
    const [problem] = problems({ width, height });
    if (problem !== undefined) throw refuse("exactWidth, exactHeight", `${target.action} does not take it: it ${problem}`);
    if (!isTooLong({ width, height })) return exactPlan(given, { width, height });
    throw refuse("outputFormat", `a ${format} file has at most ${inWords(longestSides[format])} pixels a side; choose png`);
  }
  const plan = planFor(given, mode, target, (size) => problems(size).length === 0 && !isTooLong(size));
  if (plan !== undefined) return plan;
  if (mode === "shrink" && target.sizes !== undefined) {
    const ratios = `${target.action} takes only ${sizesInWords(target.sizes)}`;
    throw refuse("mode", `shrink keeps all of ${sizeInWords(given)}, and ${ratios}; choose crop or pad`);
  }
  throw refuse("for", `${target.action} does not take it: it ${problems(given).join("; ")}`
    + (mode === "shrink" ? "; choose crop or pad" : ""));
}

interface Drawn {
  plan: Plan;
  corner: Corner;
  bytes: Buffer;
}

async function drawOnce(values: Values, plan: Plan, format: Format): Promise<Drawn> {
  const { image, padColor, cropBy } = values;
  const isCut = plan.scaled.width > plan.size.width || plan.scaled.height > plan.size.height;
  try {
    const corner = isCut && cropBy === "attention" ? await attentionCorner(image.path, plan) : centreCorner(plan);
    return { plan, corner, bytes: await draw(image.path, plan, corner, { format, color: padColor, isMask: false }) };
  } catch {
    throw refuse("image", "its pixels cannot be read: they are damaged");
  }
}

/** How much smaller it becomes than it would have to, since bytes do not shrink exactly with pixels. */
const reserve = 0.9;
const mostTurns = 6;

/** Drawn smaller, until a request has room for it. */
async function drawWithin(values: Values, target: Target, format: Format): Promise<Drawn> {
  let plan = planOf(values, target, format);
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const drawn = await drawOnce(values, plan, format);
    if (drawn.bytes.length <= target.maxBytes) return drawn;
    if (values.mode === "exact" || target.sizes !== undefined) break;
    const max = Math.floor(plan.size.width * plan.size.height * target.maxBytes / drawn.bytes.length * reserve);
    const { limits } = target;
    plan = planOf(values, { ...target, limits: { ...limits, pixels: { ...limits.pixels, max } } }, format);
  }
  throw refuse("outputFormat", `as ${format} it is larger than ${target.action} takes; choose jpeg or webp`);
}

async function drawMask({ image, mask }: Values, { plan, corner }: Drawn): Promise<Buffer | undefined> {
  if (mask === undefined) return undefined;
  const input = fitsAsShown(image, mask) ? mask.path : await turnedLike(mask.path, image.orientation);
  return draw(input, plan, corner, { format: "png", color: "#000000", isMask: true });
}

async function save(bytes: Buffer, format: Format, { width, height }: Size): Promise<SavedMedia> {
  const file = await OutputFile.create({ name: fitImage.name, isPaid: false }).catch((error: unknown) => {
    throw refusal(fitImage.name, [{ parameters: [], text: `the picture cannot be saved: ${diskCause(error)}` }]);
  });
  try {
    await file.write(bytes);
    return { ...await file.keep(`image/${format}`, format === "jpeg" ? "jpg" : format), width, height };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function notesOf({ image, padColor }: Values, { plan: { scaled, size } }: Drawn, format: Format): string[] {
  const { width, height } = shownSize(image);
  return [
    ...image.orientation === 1 ? [] : ["It was turned upright, as its EXIF says."],
    ...image.isAnimated ? ["Only its first frame counts."] : [],
    ...scaled.width > width || scaled.height > height ? [`It was too small, and became larger: ${sizeInWords(scaled)}.`] : [],
    ...scaled.width > size.width || scaled.height > size.height ? [`Of ${sizeInWords(scaled)}, what is over was cut off.`] : [],
    ...scaled.width < size.width || scaled.height < size.height ? [`To ${sizeInWords(scaled)}, ${padColor} was added.`] : [],
    ...image.hasAlpha && format === "jpeg" ? ["A JPEG has no transparency: a color lies under what was transparent."] : [],
  ];
}

/** JPEG is small; only what is transparent needs another one. */
const formatOf = ({ outputFormat, image, mode, padColor }: Values): Format =>
  outputFormat ?? (image.hasAlpha || (mode === "pad" && padColor === "transparent") ? "png" : "jpeg");

/** @throws ConfigurationError with all that is wrong with the inputs, or if the mode cannot make what is taken */
export async function fit(
  inputs: InputsOf<typeof fitImage.parameters>,
  { step, sleep }: Pick<Connection, "step" | "sleep">,
): Promise<FitResult> {
  await using files = filesFor({ endsAt: endOf(step), sleep });
  const values = await checkInputs(fitImage, inputs, { isOfficial: false }, files);
  const format = formatOf(values);
  const target = withLongestSide(targetFor(takerFor(values.for), values.engineId), longestSides[format]);
  const drawn = await drawWithin(values, target, format);
  const mask = await drawMask(values, drawn);
  const { contentType, bytes } = values.image;
  return {
    ...await save(drawn.bytes, format, drawn.plan.size),
    ...mask !== undefined && { mask: await save(mask, "png", drawn.plan.size) },
    before: { ...shownSize(values.image), contentType, bytes },
    notes: notesOf(values, drawn, format),
  };
}

/** `Fitted 4032x3024 to 1216x832 for image-to-image` */
export const fitSummary = ({ before, width = 0, height = 0 }: FitResult, action: string): string =>
  `Fitted ${sizeInWords(before)} to ${sizeInWords({ width, height })} for ${action}`;
