import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { imageToVideo } from "../../operations/v2/video/image-to-video.ts";

export default {
  key: "dreamstudio-image-to-video",
  name: "Image to Video (retired)",
  description: "Legacy: api.stability.ai retired this operation on 2025-07-24, so it works only with a gateway, a server of your "
    + `own or the emulator. Makes a short MP4 video that begins with a picture: ${prices["image-to-video"]} credits. `
    + "Saves it to `/tmp` and returns its `filePath`; with `waitForResult` off, **Get Generation Result** fetches it "
    + "later. Example: `{ \"image\": \"/tmp/wave.png\", \"motionBucketId\": 180 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Image-to-Video/paths/~1v2beta~1image-to-video/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(imageToVideo, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof imageToVideo>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.imageToVideo({ $, ...inputsOf(imageToVideo, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} from a picture`));
    return result;
  },
};
