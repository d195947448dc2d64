import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { resizing, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { upscaleFast } from "../../operations/v2/upscale/upscale-fast.ts";

export default {
  key: "dreamstudio-upscale-fast",
  name: "Upscale Image Fast",
  description: `Enlarge a picture to 4 times its width and height within seconds: ${prices["upscale-fast"]} credits. Saves the `
    + "result to `/tmp` and returns its `filePath`. Example: `{ \"image\": \"/tmp/small.png\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Upscale/paths/~1v2beta~1stable-image~1upscale~1fast/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(upscaleFast, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof upscaleFast>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.upscaleFast({ $, ...inputsOf(upscaleFast, this) });
    $.export("$summary", summarize(result, resizing("Enlarged", result)));
    return result;
  },
};
