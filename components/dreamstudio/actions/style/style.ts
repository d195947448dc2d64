import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { style } from "../../operations/v2/control/style.ts";

export default {
  key: "dreamstudio-style",
  name: "Generate in Style",
  description: `Draw a new picture from a text prompt in the style of another one: ${prices.style} credits. Saves the result to `
    + "`/tmp` and returns its `filePath`. To give a picture that you have another style, use **Transfer Style**. "
    + "Example: `{ \"image\": \"/tmp/painting.png\", \"prompt\": \"A cat on a roof\", \"aspectRatio\": \"3:2\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Control/paths/~1v2beta~1stable-image~1control~1style/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(style, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof style>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.style({ $, ...inputsOf(style, this) });
    $.export("$summary", summarize(result, `Drew ${quoted(this.prompt)} in the style of another picture`));
    return result;
  },
};
