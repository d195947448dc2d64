/** The routes of v2beta and v2alpha. */
import type { Route } from "../http/contract.ts";
import type { Drawer } from "../state/studio.ts";
import { drawerOf, generation } from "./generation.ts";
import type { CommonFields, Operation } from "./operation.ts";
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

/** An operation as the server and the studio know it; the types of its fields stay inside. */
const both = <Fields extends CommonFields>(operation: Operation<Fields>) =>
  ({ route: generation(operation), drawer: drawerOf(operation) });

const operations = [
  both(core),
  both(sd3),
  both(ultra),
  both(fast),
  both(conservative),
  both(creative),
  both(erase),
  both(inpaint),
  both(outpaint),
  both(searchAndReplace),
  both(searchAndRecolor),
  both(removeBackground),
  both(relight),
  both(sketch),
  both(structure),
  both(style),
  both(styleTransfer),
  both(imageToVideo),
  both(stableFast3d),
  both(stablePointAware3d),
  both(textToAudio),
  both(audioToAudio),
  both(inpaintAudio),
  both(textToAudio3),
  both(audioToAudio3),
  both(inpaintAudio3),
  both(alphaUpscale),
  both(alphaInpaint),
  both(alphaImageToVideo),
];

export const v2Routes: readonly Route[] = [...operations.map(({ route }) => route), ...resultRoutes];

export const v2Drawers: readonly [operation: string, drawer: Drawer][] = operations.map(({ drawer }) => drawer);
