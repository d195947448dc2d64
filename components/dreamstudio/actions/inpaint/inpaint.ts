import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { inpaint } from "../../operations/v2/edit/inpaint.ts";

export default {
  key: "dreamstudio-inpaint",
  name: "Inpaint Image",
  description: "Draw something new where a mask is white, or where a picture is transparent, from a text prompt: "
    + `${prices.inpaint} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. To change something that you `
    + "name instead of masking it, use **Search and Replace**. Example: `{ \"image\": \"/tmp/room.png\", \"mask\": "
    + "\"/tmp/mask.png\", \"prompt\": \"A red armchair\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1inpaint/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(inpaint, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof inpaint>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.inpaint({ $, ...inputsOf(inpaint, this) });
    $.export("$summary", summarize(result, `Drew ${quoted(this.prompt)} into the picture`));
    return result;
  },
};
