import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { searchAndRecolor } from "../../operations/v2/edit/search-and-recolor.ts";

export default {
  key: "dreamstudio-search-and-recolor",
  name: "Search and Recolor",
  description: "Find something in a picture by a few words, without a mask, and give it other colors: "
    + `${prices["search-and-recolor"]} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. To draw `
    + "something else in its place, use **Search and Replace**. Example: `{ \"image\": \"/tmp/street.png\", \"selectPrompt\": "
    + "\"the car\", \"prompt\": \"bright yellow\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1search-and-recolor/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(searchAndRecolor, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof searchAndRecolor>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.searchAndRecolor({ $, ...inputsOf(searchAndRecolor, this) });
    $.export("$summary", summarize(result, `Recolored ${quoted(this.selectPrompt)}: ${quoted(this.prompt)}`));
    return result;
  },
};
