/** The routes of v2beta and v2alpha. */
import type { Route } from "../http/contract.ts";
import { generation } from "./generation.ts";
import { audioToAudio, audioToAudio3 } from "./operations/audio/audio-to-audio.ts";
import { inpaintAudio, inpaintAudio3 } from "./operations/audio/inpaint.ts";
import { textToAudio, textToAudio3 } from "./operations/audio/text-to-audio.ts";
import { sketch, structure } from "./operations/control/edges.ts";
import { styleTransfer } from "./operations/control/style-transfer.ts";
import { style } from "./operations/control/style.ts";
import { alphaInpaint } from "./operations/edit/alpha-inpaint.ts";
import { erase } from "./operations/edit/erase.ts";
import { inpaint } from "./operations/edit/inpaint.ts";
import { outpaint } from "./operations/edit/outpaint.ts";
import { relight } from "./operations/edit/relight.ts";
import { removeBackground } from "./operations/edit/remove-background.ts";
import { searchAndRecolor, searchAndReplace } from "./operations/edit/search.ts";
import { core } from "./operations/generate/core.ts";
import { sd3 } from "./operations/generate/sd3.ts";
import { ultra } from "./operations/generate/ultra.ts";
import { stableFast3d } from "./operations/three-d/stable-fast-3d.ts";
import { stablePointAware3d } from "./operations/three-d/stable-point-aware-3d.ts";
import { alphaImageToVideo, imageToVideo } from "./operations/video/image-to-video.ts";
import { resultRoutes } from "./results.ts";
import { conservative } from "./operations/upscale/conservative.ts";
import { alphaUpscale, creative } from "./operations/upscale/creative.ts";
import { fast } from "./operations/upscale/fast.ts";

export const v2Routes: readonly Route[] = [
  generation(core),
  generation(sd3),
  generation(ultra),
  generation(fast),
  generation(conservative),
  generation(creative),
  generation(erase),
  generation(inpaint),
  generation(outpaint),
  generation(searchAndReplace),
  generation(searchAndRecolor),
  generation(removeBackground),
  generation(relight),
  generation(sketch),
  generation(structure),
  generation(style),
  generation(styleTransfer),
  generation(imageToVideo),
  generation(stableFast3d),
  generation(stablePointAware3d),
  generation(textToAudio),
  generation(audioToAudio),
  generation(inpaintAudio),
  generation(textToAudio3),
  generation(audioToAudio3),
  generation(inpaintAudio3),
  generation(alphaUpscale),
  generation(alphaInpaint),
  generation(alphaImageToVideo),
  ...resultRoutes,
];
