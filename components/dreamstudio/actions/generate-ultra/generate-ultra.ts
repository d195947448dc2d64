import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { generateUltra } from "../../operations/v2/generate/generate-ultra.ts";

export default {
  key: "dreamstudio-generate-ultra",
  name: "Generate Image with Ultra",
  description: "Make 1 to 10 pictures of about 1 megapixel from a text prompt, and a picture if you like, with Stable Image "
    + `Ultra, the best model for text and fine detail: ${prices["generate-ultra"]} credits each. Saves them to \`/tmp\` `
    + "and returns their `filePaths`. Only `prompt` is needed: `{ \"prompt\": \"A shop sign that says OPEN\", "
    + "\"aspectRatio\": \"3:2\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Generate/paths/~1v2beta~1stable-image~1generate~1ultra/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(generateUltra, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof generateUltra>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.generateUltra({ $, ...inputsOf(generateUltra, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)}`));
    return result;
  },
};
