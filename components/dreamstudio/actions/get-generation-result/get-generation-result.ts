import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counting, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { getGenerationResult } from "../../operations/v2/generation-result.ts";

export default {
  key: "dreamstudio-get-generation-result",
  name: "Get Generation Result",
  description: "Fetch the picture, video or sound that another action started, for example **Upscale Image Creatively**, by "
    + "its `id`, for 24 hours. Free. Saves it to `/tmp` and returns its `filePath`, or says that it is in progress if it is not ready "
    + "when the step has to end. Example: `{ \"id\": \"a6dc6c6e20acda010fe14d71f180658f2896ed9b4ec25aa99a6ff06c796987c4\" "
    + "}`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Results/paths/~1v2beta~1results~1{id}/get)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: true },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(getGenerationResult, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof getGenerationResult>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.getGenerationResult({ $, ...inputsOf(getGenerationResult, this) });
    $.export("$summary", summarize(result, counting("Fetched", result)));
    return result;
  },
};
