import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { styleTransfer } from "../../operations/v2/control/style-transfer.ts";

export default {
  key: "dreamstudio-style-transfer",
  name: "Transfer Style",
  description: `Give a picture the style of another one and keep what it shows: ${prices["style-transfer"]} credits. Saves the `
    + "result to `/tmp` and returns its `filePath`. To draw a new picture in a style, use **Generate in Style**. "
    + "Example: `{ \"initImage\": \"/tmp/photo.png\", \"styleImage\": \"/tmp/painting.png\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Control/paths/~1v2beta~1stable-image~1control~1style-transfer/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(styleTransfer, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof styleTransfer>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.styleTransfer({ $, ...inputsOf(styleTransfer, this) });
    $.export("$summary", summarize(result, "Gave the picture the style of another one"));
    return result;
  },
};
