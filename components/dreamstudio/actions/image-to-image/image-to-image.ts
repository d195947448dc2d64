import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { imageToImage } from "../../operations/v1/image-to-image.ts";

export default {
  key: "dreamstudio-image-to-image",
  name: "Image to Image",
  description: "Make 1 to 10 PNG pictures from a picture and a text prompt with a Stable Diffusion engine (API v1), "
    + "save them to `/tmp` and return their paths. Costs about 0.9 credits a picture. To redraw only a part of a picture, "
    + "use **Masking**. Example: `{ \"initImage\": \"/tmp/sketch.png\", \"prompt\": \"A lighthouse, oil on canvas\", "
    + "\"imageStrength\": \"0.4\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/imageToImage)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(imageToImage, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof imageToImage>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.imageToImage({ $, ...inputsOf(imageToImage, this) });
    $.export("$summary", summarize(result, `of ${quoted(this.prompt)} from a picture`));
    return result;
  },
};
