/** Rules between the parameters of v1's operations, and their price, after the official documents of 2023 and 2025. */
import { apiVersions, type ApiVersion } from "../api-version.ts";
import { defaultEngineId, engines, nearestSize, sizesOf, type EngineSizes } from "./engines.ts";
import type { Rule } from "../operation.ts";
import type { Picture } from "../parameter.ts";
import { fitAdvice } from "../parameters/picture-limits.ts";
import { creditsPerDrawing } from "../prices.ts";
import { sizeInWords, sizesInWords, type Size } from "../size.ts";
import { entryOf } from "../table.ts";
import { samples, steps } from "./diffusion.ts";

interface VersionValues {
  apiVersion: ApiVersion;
}

/** Only api.stability.ai has switched versions off: another host may still speak them. */
export const versionIsServed: Rule<VersionValues> = {
  concerns: ["apiVersion"],
  problem({ apiVersion: version = "v1" }, { isOfficialHost }) {
    const { switchedOffOn } = apiVersions[version];
    if (switchedOffOn === undefined || !isOfficialHost) return undefined;
    return `${version} was switched off by Stability AI (${switchedOffOn}); use v1 instead`;
  },
};

interface InitImageValues extends EngineValues {
  initImage: Picture;
}

/** Stable Diffusion XL begins only with pictures of the sizes that it draws; of other engines nothing is documented. */
const initImageFitsEngine: Rule<InitImageValues> = {
  concerns: ["initImage"],
  problem({ engineId: id, initImage: picture }) {
    const sizes = engineSizes(id);
    if (picture === undefined || sizes === undefined || !("listed" in sizes)) return undefined;
    const { width, height } = picture;
    const problem = sizeProblem(id, sizes, { width, height }, "take");
    return problem && `${problem}; ${fitAdvice}`;
  },
};

interface EngineValues {
  engineId: string;
}

interface SizeValues extends EngineValues {
  width: number;
  height: number;
}

/** Only api.stability.ai has retired engines: another host may still have them. */
export const engineIsNotRetired: Rule<EngineValues> = {
  concerns: ["engineId"],
  problem({ engineId: id }, { isOfficialHost }) {
    const { retiredOn, replacedBy = defaultEngineId } = entryOf(engines, id) ?? {};
    if (id === undefined || retiredOn === undefined || !isOfficialHost) return undefined;
    return `${id} was retired by Stability AI (${retiredOn}); use ${replacedBy} instead`;
  },
};

/** The upscalers that we know do nothing but enlarge. */
const engineDraws: Rule<EngineValues> = {
  concerns: ["engineId"],
  problem({ engineId: id }) {
    const engine = entryOf(engines, id);
    return id === undefined || engine === undefined || engine.sizes !== undefined
      ? undefined
      : `${id} enlarges pictures and does not draw; use ${defaultEngineId}, or **Upscale Image (v1, retired)**`;
  },
};

const engineSizes = (id: string | undefined) => entryOf(engines, id)?.sizes;

/** Fills in the other side where the engine leaves just one choice. */
export function completeSize<Values extends Partial<SizeValues>>(values: Values): Values {
  const { engineId: id, width, height } = values;
  const sizes = engineSizes(id);
  if (sizes === undefined || (width === undefined) === (height === undefined)) return values;
  const [only, ...others] = sizesOf(sizes, values);
  return only === undefined || others.length > 0 ? values : { ...values, ...only };
}

const givenText = ({ width, height }: Partial<Size>) =>
  width === undefined ? `a height of ${height}` : height === undefined ? `a width of ${width}` : sizeInWords({ width, height });

/** What is wrong with a size that is none of an engine's, and what would be right. */
function sizeProblem(id: string | undefined, sizes: EngineSizes, given: Partial<Size>, verb: "draw" | "take") {
  if (sizesOf(sizes, given).length > 0) return undefined;
  const nearest = nearestSize(sizes, given);
  return [
    `${id ?? ""} does not ${verb} ${givenText(given)}`,
    ...nearest ? [`the nearest size is ${sizeInWords(nearest)}`] : [],
    ..."listed" in sizes ? [`it ${verb}s ${sizesInWords(sizes.listed)}`] : [],
  ].join("; ");
}

/** With a known engine the size must be one it draws; what is not known is left to the API. */
const sizeFitsEngine: Rule<SizeValues> = {
  concerns: ["width", "height"],
  problem({ engineId: id, width, height }) {
    const sizes = engineSizes(id);
    if (sizes === undefined || (width === undefined && height === undefined)) return undefined;
    const given = { ...width !== undefined && { width }, ...height !== undefined && { height } };
    const impossible = sizeProblem(id, sizes, given, "draw");
    const defaultSide = entryOf(engines, id)?.defaultSide;
    if (impossible !== undefined || defaultSide === undefined) return impossible;
    return sizeProblem(id, sizes, { width: width ?? defaultSide, height: height ?? defaultSide }, "draw");
  },
};

/** What holds for everything that draws. */
export const ofDrawing = [versionIsServed, engineDraws, engineIsNotRetired, sizeFitsEngine] as const;
export const ofDrawingFromPicture = [...ofDrawing, initImageFitsEngine] as const;

interface DiffusionValues {
  samples?: number;
  steps?: number;
}

const countOf = (values: DiffusionValues) => values.samples ?? samples.apiDefault;

/** The documents: several samples come as JSON only. */
const acceptedTypes = (values: DiffusionValues): string => countOf(values) === 1 ? "image/png" : "application/json";

const creditsOf = (values: DiffusionValues): number =>
  Number((creditsPerDrawing(values.steps ?? steps.apiDefault) * countOf(values)).toFixed(4));

/** How all operations are called that draw. */
export const draws = { method: "POST", saves: true, accept: acceptedTypes, credits: creditsOf } as const;
export const drawsFromPicture = { ...draws, encoding: "form" } as const;
