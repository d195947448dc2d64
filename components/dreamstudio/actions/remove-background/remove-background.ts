import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { removeBackground } from "../../operations/v2/edit/remove-background.ts";

export default {
  key: "dreamstudio-remove-background",
  name: "Remove Background",
  description: `Cut the subject out of a picture; what is behind it becomes transparent: ${prices["remove-background"]} credits. `
    + "Saves the result as PNG or WebP to `/tmp` and returns its `filePath`. To put another background there, use "
    + "**Replace Background and Relight**. Example: `{ \"image\": \"/tmp/portrait.png\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1remove-background/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(removeBackground, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof removeBackground>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.removeBackground({ $, ...inputsOf(removeBackground, this) });
    $.export("$summary", summarize(result, "Removed the background"));
    return result;
  },
};
