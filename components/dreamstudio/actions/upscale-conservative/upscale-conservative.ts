import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { resizing, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { upscaleConservative } from "../../operations/v2/upscale/upscale-conservative.ts";

export default {
  key: "dreamstudio-upscale-conservative",
  name: "Upscale Image Conservatively",
  description: "Enlarge a picture up to about 9.7 megapixels (512x512 to 3112x3112) and change as little of it as possible: "
    + `${prices["upscale-conservative"]} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. For much less, `
    + "use **Upscale Image Fast**. Example: `{ \"image\": \"/tmp/photo.png\", \"prompt\": \"A lighthouse on a cliff\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Upscale/paths/~1v2beta~1stable-image~1upscale~1conservative/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(upscaleConservative, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof upscaleConservative>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.upscaleConservative({ $, ...inputsOf(upscaleConservative, this) });
    $.export("$summary", summarize(result, resizing("Enlarged", result)));
    return result;
  },
};
