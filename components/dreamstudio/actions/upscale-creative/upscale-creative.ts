import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { resizing, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { upscaleCreative } from "../../operations/v2/upscale/upscale-creative.ts";

export default {
  key: "dreamstudio-upscale-creative",
  name: "Upscale Image Creatively",
  description: "Enlarge a picture of at most 1 megapixel to about 10 megapixels (512x512 to 3152x3152) and make up the details "
    + `that it lacks: ${prices["upscale-creative"]} credits. Waits for the result, saves it to \`/tmp\` and returns its `
    + "`filePath`. To keep a picture as it is, use **Upscale Image Conservatively**. Example: `{ \"image\": "
    + "\"/tmp/small.png\", \"prompt\": \"A lighthouse on a cliff\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Upscale/paths/~1v2beta~1stable-image~1upscale~1creative/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(upscaleCreative, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof upscaleCreative>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.upscaleCreative({ $, ...inputsOf(upscaleCreative, this) });
    $.export("$summary", summarize(result, resizing("Enlarged", result)));
    return result;
  },
};
