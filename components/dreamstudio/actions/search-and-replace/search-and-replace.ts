import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { quoted, summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { searchAndReplace } from "../../operations/v2/edit/search-and-replace.ts";

export default {
  key: "dreamstudio-search-and-replace",
  name: "Search and Replace",
  description: "Find something in a picture by a few words, without a mask, and draw something else in its place: "
    + `${prices["search-and-replace"]} credits. Saves the result to \`/tmp\` and returns its \`filePath\`. To give it only `
    + "another color, use **Search and Recolor**. Example: `{ \"image\": \"/tmp/room.png\", \"searchPrompt\": \"the chair\", "
    + "\"prompt\": \"A potted palm\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1search-and-replace/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(searchAndReplace, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof searchAndReplace>, { $ }: { $: Step }) {
    const result = await this.dreamstudio.searchAndReplace({ $, ...inputsOf(searchAndReplace, this) });
    $.export("$summary", summarize(result, `Replaced ${quoted(this.searchPrompt)} by ${quoted(this.prompt)}`));
    return result;
  },
};
