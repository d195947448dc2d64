import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { generateCore } from "../../operations/v2/generate/generate-core.ts";

export default {
  key: "dreamstudio-generate-core",
  name: "Generate Image with Core",
  description: `Make 1 to 10 pictures from a text prompt with Stable Image Core, fast and affordable: ${prices["generate-core"]} `
    + "credits each, 1536x1536 pixels or as many in another ratio. Saves them to `/tmp` and returns their `filePaths`. "
    + "Only `prompt` is needed: `{ \"prompt\": \"A lighthouse on a cliff\", \"aspectRatio\": \"16:9\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Generate/paths/~1v2beta~1stable-image~1generate~1core/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(generateCore, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof generateCore>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.generateCore({ $, ...inputsOf(generateCore, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} of ${quoted(this.prompt)}`));
    return result;
  },
};
