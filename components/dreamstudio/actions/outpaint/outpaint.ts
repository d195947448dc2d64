import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { outpaint } from "../../operations/v2/edit/outpaint.ts";

export default {
  key: "dreamstudio-outpaint",
  name: "Outpaint Image",
  description: "Make a picture larger on any of its sides by drawing what could be there: 4 credits. Saves the "
    + "result to `/tmp` and returns its path. Example: `{ \"image\": \"/tmp/photo.png\", \"left\": 200, \"right\": "
    + "200 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1outpaint/post)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(outpaint, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof outpaint>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.outpaint({ $, ...inputsOf(outpaint, this) });
    $.export("$summary", summarize(result, "from a smaller one"));
    return result;
  },
};
