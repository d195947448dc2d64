import { creditsLeft, shortageOf } from "../../common/answers/account.ts";
import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { getBalance } from "../../operations/v1/account.ts";

export default {
  key: "dreamstudio-balance",
  name: "Get Balance",
  description: "Get the credits that are left, and stop if there are too few: place it before a step that costs credits, for "
    + "example **Generate Image with Core**. Example: `{ \"minimumCredits\": \"5\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/User/operation/userBalance)",
  version: "0.0.6",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: true },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(getBalance, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof getBalance>, { $ }: { $: Step }) {
    const balance = await this.dreamstudio.getBalance({ $, ...inputsOf(getBalance, this) });
    const shortage = shortageOf(balance, this.minimumCredits);
    if (shortage !== undefined && this.whenBelow === "exit") return $.flow?.exit(shortage);
    if (shortage !== undefined) throw new Error(shortage);
    $.export("$summary", creditsLeft(balance));
    return balance;
  },
};
