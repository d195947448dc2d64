import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { getGenerationResult } from "../../operations/v2/generation-result.ts";

export default {
  key: "dreamstudio-get-generation-result",
  name: "Get Generation Result",
  description: "Fetch the picture, video or sound of a generation that was started before, by its id, for 24 hours. Free. "
    + "Saves it to `/tmp` and returns its path; says that it is in progress if it is not ready when the step has to "
    + "end. Example: `{ \"id\": \"…64 characters…\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Results/paths/~1v2beta~1results~1{id}/get)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: true },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(getGenerationResult, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof getGenerationResult>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.getGenerationResult({ $, ...inputsOf(getGenerationResult, this) });
    $.export("$summary", summarize(result, "that was started before"));
    return result;
  },
};
