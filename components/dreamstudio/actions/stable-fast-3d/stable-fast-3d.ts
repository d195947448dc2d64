import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { stableFast3d } from "../../operations/v2/three-d/stable-fast-3d.ts";

export default {
  key: "dreamstudio-stable-fast-3d",
  name: "Picture to 3D Model (Fast)",
  description: "Make a 3D model (GLB) of the object in a picture with Stable Fast 3D: "
    + `${prices["stable-fast-3d"]} credits. Saves it to \`/tmp\` and returns its \`filePath\`. `
    + "Example: `{ \"image\": \"/tmp/chair.png\", \"remesh\": \"quad\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/3D/paths/~1v2beta~13d~1stable-fast-3d/post)",
  version: "0.0.5",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(stableFast3d, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof stableFast3d>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.stableFast3d({ $, ...inputsOf(stableFast3d, this) });
    $.export("$summary", summarize(result, `${counting("Made", result)} from a picture`));
    return result;
  },
};
