import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { summarize } from "../../common/results/summary.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { prices } from "../../operations/prices.ts";
import { replaceBackgroundAndRelight } from "../../operations/v2/edit/replace-background-and-relight.ts";

export default {
  key: "dreamstudio-replace-background-and-relight",
  name: "Replace Background and Relight",
  description: "Put the subject of a picture before a new background, in matching light: "
    + `${prices["replace-background-and-relight"]} credits. Waits for the result, saves it to \`/tmp\` and returns its `
    + "`filePath`. Example: `{ \"subjectImage\": \"/tmp/portrait.png\", \"backgroundPrompt\": \"A beach at sunset\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Edit/paths/~1v2beta~1stable-image~1edit~1replace-background-and-relight/post)",
  version: "0.1.4",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(replaceBackgroundAndRelight, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof replaceBackgroundAndRelight>, { $ }: { $: Step }) {
    const inputs = inputsOf(replaceBackgroundAndRelight, this);
    const result = await this.dreamstudio.replaceBackgroundAndRelight({ $, ...inputs });
    $.export("$summary", summarize(result, "Replaced the background and relit the subject"));
    return result;
  },
};
