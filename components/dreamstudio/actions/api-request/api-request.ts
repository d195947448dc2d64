import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { apiRequest } from "../../operations/api-request.ts";

export default {
  key: "dreamstudio-api-request",
  name: "Send API Request",
  description: "Send any request to Stability AI's API with the connected key, for what no other action does yet. JSON is "
    + "returned, everything else is saved to `/tmp`. For pictures from text prefer **Generate Image with Core**. "
    + "Example: `{ \"method\": \"POST\", \"path\": \"/v2beta/stable-image/generate/core\", \"form\": { \"prompt\": \"A lighthouse\" "
    + "}, \"accept\": \"image/*\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference)",
  version: "0.0.6",
  type: "action",
  annotations: { destructiveHint: true, openWorldHint: true, readOnlyHint: false },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(apiRequest, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof apiRequest>, { $ }: { $: Step }) {
    const answer = await this.dreamstudio.apiRequest({ $, ...inputsOf(apiRequest, this) });
    const what = answer.file === undefined ? "answered" : `was saved to ${answer.file.filePath}`;
    $.export("$summary", `${this.method} ${this.path} ${what}`);
    return answer;
  },
};
