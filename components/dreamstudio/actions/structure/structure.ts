import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { structure } from "../../operations/v2/control/structure.ts";

export default {
  key: "dreamstudio-structure",
  name: "Generate from Structure",
  description: "Draw a new picture from a text prompt that keeps the structure of another one, for example its rooms or poses: "
    + `${prices.structure} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. For a rough drawing, use `
    + "**Generate from Sketch**. Example: `{ \"image\": \"/tmp/room.png\", \"prompt\": \"A library of glass\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Control/paths/~1v2beta~1stable-image~1control~1structure/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(structure, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof structure>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.structure({ $, ...inputsOf(structure, this) });
    $.export("$summary", summarize(result, `Drew ${quoted(this.prompt)} with the structure of another picture`));
    return result;
  },
};
