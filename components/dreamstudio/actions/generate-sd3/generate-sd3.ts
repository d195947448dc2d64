import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { generateSd3 } from "../../operations/v2/generate/generate-sd3.ts";

export default {
  key: "dreamstudio-generate-sd3",
  name: "Generate Image with SD 3.5",
  description: "Make 1 to 10 pictures of about 1 megapixel with a Stable Diffusion 3.5 model, from a text prompt or from a "
    + `prompt and a picture: ${prices["sd3.5-flash"]} to ${prices["sd3.5-large"]} credits each, by the model. Saves `
    + "them to `/tmp` and returns their `filePaths`. Example: `{ \"prompt\": \"A lighthouse, oil on canvas\", \"model\": "
    + "\"sd3.5-medium\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Generate/paths/~1v2beta~1stable-image~1generate~1sd3/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(generateSd3, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof generateSd3>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.generateSd3({ $, ...inputsOf(generateSd3, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)}`));
    return result;
  },
};
