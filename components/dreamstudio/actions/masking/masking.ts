import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { creditsPerDrawing } from "../../operations/prices.ts";
import { masking } from "../../operations/v1/masking.ts";

export default {
  key: "dreamstudio-masking",
  name: "Masking (SDXL, API v1)",
  description: "Legacy (API v1): redraw the part of a picture that a mask or its own transparency marks, 1 to 10 times, with "
    + `Stable Diffusion XL 1.0, about ${creditsPerDrawing(30)} credits each. For new work use **Inpaint Image**. Saves `
    + "PNG pictures to `/tmp` and returns their `filePaths`. Example: `{ \"initImage\": \"/tmp/photo.png\", \"maskImage\": "
    + "\"/tmp/mask.png\", \"maskSource\": \"MASK_IMAGE_WHITE\", \"prompt\": \"A lighthouse\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/masking)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(masking, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof masking>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.masking({ $, ...inputsOf(masking, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} with ${quoted(this.prompt)} in the masked part`));
    return result;
  },
};
