/** What an operation takes, as its own data and rules say: the judge of every size that is considered. */
import { apiVersions, versionOf } from "../../operations/api-version.ts";
import type { PictureTaker } from "../../operations/picture-takers.ts";
import type { Picture } from "../../operations/parameter.ts";
import { fitAdvice, type PictureLimits } from "../../operations/parameters/picture-limits.ts";
import type { Size } from "../../operations/size.ts";
import { engines, sizesOf } from "../../operations/v1/engines.ts";
import { problemsOfPicture } from "../inputs/picture-limits.ts";

export interface Target {
  action: string;
  limits: PictureLimits;
  /** The only sizes to choose from, if there are some. */
  sizes: readonly Size[] | undefined;
  /** The most bytes that the picture may have: in the request there are others too. */
  maxBytes: number;
  /** What the operation would say of a picture. */
  problems(picture: Picture): string[];
}

/** The share of a request for all of its pictures; the rest is for texts. */
const shareOfPictures = 0.95;

function bytesFor({ paths, parameters }: PictureTaker["operation"]): number {
  const pictures = Object.values(parameters).filter(({ kind }) => kind === "picture").length;
  const { maxBodyBytes = Infinity } = apiVersions[versionOf(paths, {})];
  return Math.floor(maxBodyBytes * shareOfPictures / pictures);
}

/** The same target, for files whose sides cannot be longer. */
export function withLongestSide(target: Target, pixels: number): Target {
  const { min = 1, max = Infinity } = target.limits.side ?? {};
  return { ...target, limits: { ...target.limits, side: { min, max: Math.min(max, pixels) } } };
}

/** @param engineId the engine's of the operation by default */
export function targetFor({ operation, name, limits }: PictureTaker, engineId?: string): Target {
  const engine = engineId ?? operation.parameters["engineId"]?.default;
  const engineSizes = typeof engine === "string" && Object.hasOwn(engines, engine) ? engines[engine]?.sizes : undefined;
  // Rules of a strength or a mask are for the action itself: here only the picture and its engine are known.
  const known = [name, "engineId", "width", "height"];
  const rules = (operation.rules ?? []).filter(({ concerns }) => concerns.every((one) => known.includes(one)));
  return {
    action: operation.name,
    limits,
    sizes: limits.sizes ?? (engineSizes && sizesOf(engineSizes)),
    maxBytes: bytesFor(operation),
    problems: (picture) => [
      ...problemsOfPicture(picture, limits),
      ...rules.flatMap((rule) => rule.problem({ engineId: engine, [name]: picture }, { isOfficialHost: false }) ?? []),
    ].map((problem) => problem.replaceAll(`; ${fitAdvice}`, "")),
  };
}
