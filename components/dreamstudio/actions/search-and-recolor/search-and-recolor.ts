import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/result.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { searchAndRecolor } from "../../operations/v2/edit/search-and-recolor.ts";

export default {
  key: "dreamstudio-search-and-recolor",
  name: "Search and Recolor",
  description: "Find something in a picture by a few words, without a mask, and give it other colors: 5 credits. "
    + "Saves the result to `/tmp` and returns its path. Example: `{ \"image\": \"/tmp/street.png\", "
    + "\"selectPrompt\": \"the car\", \"prompt\": \"A yellow car\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1search-and-recolor/post)",
  version: "0.0.1",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(searchAndRecolor, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof searchAndRecolor>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.searchAndRecolor({ $, ...inputsOf(searchAndRecolor, this) });
    $.export("$summary", summarize(result, `with ${quoted(this.selectPrompt)} recolored`));
    return result;
  },
};
