import { fit, fitSummary } from "../../common/calls/fit.ts";
import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { fitImage } from "../../operations/fit-image.ts";

export default {
  key: "dreamstudio-fit-image",
  name: "Fit Image",
  description: "Make a picture that another action takes: of the right size and ratio, turned upright, and with its mask in "
    + "the same way. Saves it to `/tmp` and returns its path. Free: nothing is sent to Stability AI. Then give it to the "
    + "action that you chose, for example **Inpaint Image** or **Upscale Image Fast**. Example: "
    + "`{ \"image\": \"/tmp/photo.jpg\", \"for\": \"image-to-image\", \"mode\": \"crop\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference)",
  version: "0.0.9",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(fitImage, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof fitImage>, { $ }: { $: Step }) {
    const result = await fit(inputsOf(fitImage, this), { step: $, sleep: this.dreamstudio._sleep });
    $.export("$summary", fitSummary(result, this.for));
    return result;
  },
};
