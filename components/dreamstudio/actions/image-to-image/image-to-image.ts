import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { creditsPerDrawing } from "../../operations/prices.ts";
import { imageToImage } from "../../operations/v1/image-to-image.ts";

export default {
  key: "dreamstudio-image-to-image",
  name: "Image to Image (SDXL, API v1)",
  description: "Legacy (API v1): make 1 to 10 PNG pictures from a picture and text prompts with Stable Diffusion XL 1.0, about "
    + `${creditsPerDrawing(30)} credits each. For new work use **Generate Image with SD 3.5** or `
    + "**Generate Image with Ultra** with an `image`. Saves them to `/tmp` and returns their `filePaths`. Example: `{ "
    + "\"initImage\": \"/tmp/sketch.png\", \"prompt\": \"A lighthouse, oil on canvas\", \"imageStrength\": \"0.4\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/imageToImage)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(imageToImage, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof imageToImage>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.imageToImage({ $, ...inputsOf(imageToImage, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)} from a picture`));
    return result;
  },
};
