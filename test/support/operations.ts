/** All operations of the components that have a place in the API's documents. */
import { getAccount, getBalance, listEngines } from "../../components/dreamstudio/operations/v1/account.ts";
import type { ApiVersion } from "../../components/dreamstudio/operations/api-version.ts";
import { erase } from "../../components/dreamstudio/operations/v2/edit/erase.ts";
import { generateCore } from "../../components/dreamstudio/operations/v2/generate/generate-core.ts";
import { generateSd3 } from "../../components/dreamstudio/operations/v2/generate/generate-sd3.ts";
import { generateUltra } from "../../components/dreamstudio/operations/v2/generate/generate-ultra.ts";
import { generationResults, type ResultOperation } from "../../components/dreamstudio/operations/v2/generation-result.ts";
import type { Generation } from "../../components/dreamstudio/operations/generation.ts";
import { imageToImage } from "../../components/dreamstudio/operations/v1/image-to-image.ts";
import { imageToVideo } from "../../components/dreamstudio/operations/v2/video/image-to-video.ts";
import { inpaint } from "../../components/dreamstudio/operations/v2/edit/inpaint.ts";
import { masking } from "../../components/dreamstudio/operations/v1/masking.ts";
import type { Operation } from "../../components/dreamstudio/operations/operation.ts";
import { outpaint } from "../../components/dreamstudio/operations/v2/edit/outpaint.ts";
import { removeBackground } from "../../components/dreamstudio/operations/v2/edit/remove-background.ts";
import {
  replaceBackgroundAndRelight,
} from "../../components/dreamstudio/operations/v2/edit/replace-background-and-relight.ts";
import { searchAndRecolor } from "../../components/dreamstudio/operations/v2/edit/search-and-recolor.ts";
import { searchAndReplace } from "../../components/dreamstudio/operations/v2/edit/search-and-replace.ts";
import { sketch } from "../../components/dreamstudio/operations/v2/control/sketch.ts";
import { structure } from "../../components/dreamstudio/operations/v2/control/structure.ts";
import { styleTransfer } from "../../components/dreamstudio/operations/v2/control/style-transfer.ts";
import { style } from "../../components/dreamstudio/operations/v2/control/style.ts";
import { textToImage } from "../../components/dreamstudio/operations/v1/text-to-image.ts";
import { upscaleConservative } from "../../components/dreamstudio/operations/v2/upscale/upscale-conservative.ts";
import { upscaleCreative } from "../../components/dreamstudio/operations/v2/upscale/upscale-creative.ts";
import { upscaleFast } from "../../components/dreamstudio/operations/v2/upscale/upscale-fast.ts";
import { upscale } from "../../components/dreamstudio/operations/v1/upscale.ts";

/** Of the v1 family, those that make pictures. */
export const v1Generations: readonly Generation[] = [textToImage, imageToImage, masking, upscale];

export const v1Operations: readonly Operation[] = [...v1Generations, listEngines, getAccount, getBalance];

/** Of v2beta and v2alpha, those that make pictures or videos. */
export const v2Generations: readonly Generation[] = [
  generateCore, generateSd3, generateUltra,
  erase, inpaint, outpaint, searchAndReplace, searchAndRecolor, removeBackground, replaceBackgroundAndRelight,
  sketch, structure, style, styleTransfer,
  upscaleFast, upscaleConservative, upscaleCreative,
  imageToVideo,
];

export const v2Results: readonly ResultOperation[] = Object.values(generationResults);

export const v2Operations: readonly Operation[] = [...v2Generations, ...v2Results];

/**
 * As a document has it, `POST /v1/...`; none if the version does not have the operation.
 * @param prefix what the document's paths lack of ours
 */
export function nameIn({ method, paths }: Operation, version: ApiVersion, prefix = ""): string[] {
  const path = paths[version];
  return path === undefined ? [] : [`${method} ${path.slice(prefix.length)}`];
}
