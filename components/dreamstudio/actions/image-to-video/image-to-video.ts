import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { imageToVideo } from "../../operations/v2/video/image-to-video.ts";

export default {
  key: "dreamstudio-image-to-video",
  name: "Image to Video",
  description: "Make a short MP4 video that begins with a picture: 20 credits. api.stability.ai discontinued this "
    + "operation on 2025-07-24, so it works only with a gateway, a server of your own or the emulator. Waits for "
    + "the result, saves it to `/tmp` and returns its path. Example: `{ \"image\": \"/tmp/wave.png\", "
    + "\"motionBucketId\": 180 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Image-to-Video/paths/~1v2beta~1image-to-video/post)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(imageToVideo, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof imageToVideo>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.imageToVideo({ $, ...inputsOf(imageToVideo, this) });
    $.export("$summary", summarize(result, "from a picture"));
    return result;
  },
};
