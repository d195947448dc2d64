import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { resizing, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { outpaint } from "../../operations/v2/edit/outpaint.ts";

export default {
  key: "dreamstudio-outpaint",
  name: "Outpaint Image",
  description: `Make a picture larger on any of its sides by drawing what could be there: ${prices.outpaint} credits. Saves the `
    + "result to `/tmp` and returns its `filePath`. To make all of it larger, use **Upscale Image Fast**. Example: `{ "
    + "\"image\": \"/tmp/photo.png\", \"left\": 200, \"right\": 200 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1outpaint/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(outpaint, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof outpaint>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.outpaint({ $, ...inputsOf(outpaint, this) });
    $.export("$summary", summarize(result, resizing("Extended", result)));
    return result;
  },
};
