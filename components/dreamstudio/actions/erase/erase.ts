import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { erase } from "../../operations/v2/edit/erase.ts";

export default {
  key: "dreamstudio-erase",
  name: "Erase from Image",
  description: `Remove what a mask covers from a picture and fill the place from its surroundings: ${prices.erase} credits. `
    + "Saves the result to `/tmp` and returns its `filePath`. Example: `{ \"image\": \"/tmp/street.png\", \"mask\": "
    + "\"/tmp/mask.png\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1erase/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(erase, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof erase>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.erase({ $, ...inputsOf(erase, this) });
    $.export("$summary", summarize(result, "Erased what the mask covers"));
    return result;
  },
};
