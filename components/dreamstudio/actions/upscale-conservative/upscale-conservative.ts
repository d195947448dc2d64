import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { upscaleConservative } from "../../operations/v2/upscale/upscale-conservative.ts";

export default {
  key: "dreamstudio-upscale-conservative",
  name: "Upscale Image Conservatively",
  description: "Enlarge a picture to about 4 megapixels and change as little of it as possible: 40 credits. Saves "
    + "the result to `/tmp` and returns its path. Example: `{ \"image\": \"/tmp/photo.png\", \"prompt\": \"A "
    + "lighthouse on a cliff\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Upscale/paths/~1v2beta~1stable-image~1upscale~1conservative/post)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(upscaleConservative, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof upscaleConservative>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.upscaleConservative({ $, ...inputsOf(upscaleConservative, this) });
    $.export("$summary", summarize(result, "from a smaller one"));
    return result;
  },
};
