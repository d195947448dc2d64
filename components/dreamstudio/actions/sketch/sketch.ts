import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { sketch } from "../../operations/v2/control/sketch.ts";

export default {
  key: "dreamstudio-sketch",
  name: "Generate from Sketch",
  description: "Draw a finished picture from a rough sketch, or along the outlines of any other picture, and a text prompt: "
    + `${prices.sketch} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. To keep the depth and the poses `
    + "of a photo, use **Generate from Structure**. Example: `{ \"image\": \"/tmp/sketch.png\", \"prompt\": \"A castle in the "
    + "fog\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Control/paths/~1v2beta~1stable-image~1control~1sketch/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(sketch, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof sketch>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.sketch({ $, ...inputsOf(sketch, this) });
    $.export("$summary", summarize(result, `Drew ${quoted(this.prompt)} from a sketch`));
    return result;
  },
};
