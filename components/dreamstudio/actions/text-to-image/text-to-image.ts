import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { textToImage } from "../../operations/v1/text-to-image.ts";

export default {
  key: "dreamstudio-text-to-image",
  name: "Text to Image",
  description: "Make 1 to 10 PNG pictures from a text prompt with a Stable Diffusion engine (API v1), save them to "
    + "`/tmp` and return their paths. Costs about 0.9 credits a picture. Only **Prompt** is needed: "
    + "`{ \"prompt\": \"A lighthouse on a cliff\", \"width\": 1152 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/textToImage)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(textToImage, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof textToImage>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.textToImage({ $, ...inputsOf(textToImage, this) });
    $.export("$summary", summarize(result, `of ${quoted(this.prompt)}`));
    return result;
  },
};
