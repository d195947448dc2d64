/** The one list of rows: every operation of the components that has a place in the API's documents. */
import { account } from "./account.ts";
import { audioInpaint } from "./audio-inpaint.ts";
import { audioToAudio } from "./audio-to-audio.ts";
import { balance } from "./balance.ts";
import { erase } from "./erase.ts";
import { generateCore } from "./generate-core.ts";
import { generateSd3 } from "./generate-sd3.ts";
import { generateUltra } from "./generate-ultra.ts";
import { getGenerationResult } from "./get-generation-result.ts";
import { imageToImage } from "./image-to-image.ts";
import { imageToVideo } from "./image-to-video.ts";
import { inpaint } from "./inpaint.ts";
import { listEngines } from "./list-engines.ts";
import { masking } from "./masking.ts";
import { outpaint } from "./outpaint.ts";
import { removeBackground } from "./remove-background.ts";
import { replaceBackgroundAndRelight } from "./replace-background-and-relight.ts";
import { searchAndRecolor } from "./search-and-recolor.ts";
import { searchAndReplace } from "./search-and-replace.ts";
import { sketch } from "./sketch.ts";
import { stableFast3d } from "./stable-fast-3d.ts";
import { stablePointAware3d } from "./stable-point-aware-3d.ts";
import { structure } from "./structure.ts";
import { style } from "./style.ts";
import { styleTransfer } from "./style-transfer.ts";
import { textToAudio } from "./text-to-audio.ts";
import { textToImage } from "./text-to-image.ts";
import { upscale } from "./upscale.ts";
import { upscaleConservative } from "./upscale-conservative.ts";
import { upscaleCreative } from "./upscale-creative.ts";
import { upscaleFast } from "./upscale-fast.ts";
import type { Row } from "./row.ts";

export const rows: readonly Row[] = [
  textToImage, imageToImage, masking, upscale, listEngines, account, balance, generateCore, generateSd3,
  generateUltra, erase, inpaint, outpaint, searchAndReplace, searchAndRecolor, removeBackground,
  replaceBackgroundAndRelight, sketch, structure, style, styleTransfer, upscaleFast, upscaleConservative,
  upscaleCreative, imageToVideo,
  stableFast3d, stablePointAware3d, textToAudio, audioToAudio, audioInpaint, getGenerationResult,
];
