import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { masking } from "../../operations/v1/masking.ts";

export default {
  key: "dreamstudio-masking",
  name: "Masking",
  description: "Redraw the part of a picture that a mask image or its own transparency marks, with a Stable Diffusion engine "
    + "(API v1), save 1 to 10 PNG pictures to `/tmp` and return their paths. Costs about 0.9 credits a picture. To redraw "
    + "all of it, use **Image to Image**. Example: `{ \"initImage\": \"/tmp/photo.png\", \"maskImage\": \"/tmp/mask.png\", "
    + "\"maskSource\": \"MASK_IMAGE_WHITE\", \"prompt\": \"A lighthouse\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/SDXL-1.0-and-SD1.6/operation/masking)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(masking, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof masking>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.masking({ $, ...inputsOf(masking, this) });
    $.export("$summary", summarize(result, `with ${quoted(this.prompt)} in the masked part`));
    return result;
  },
};
