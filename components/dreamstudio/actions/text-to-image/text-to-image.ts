import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { creditsPerDrawing } from "../../operations/prices.ts";
import { textToImage } from "../../operations/v1/text-to-image.ts";

export default {
  key: "dreamstudio-text-to-image",
  name: "Text to Image (SDXL, API v1)",
  description: "Legacy (API v1): make 1 to 10 PNG pictures from text prompts with Stable Diffusion XL 1.0, about "
    + `${creditsPerDrawing(30)} credits each. For new work use **Generate Image with Core** or `
    + "**Generate Image with SD 3.5**. Saves them to `/tmp` and returns their `filePaths`. Only `prompt` is needed: `{ "
    + "\"prompt\": \"A lighthouse on a cliff\", \"width\": 1152 }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/textToImage)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(textToImage, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof textToImage>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.textToImage({ $, ...inputsOf(textToImage, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)}`));
    return result;
  },
};
