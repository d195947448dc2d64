import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counted } from "../../operations/words.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { getBalance } from "../../operations/v1/account.ts";

export default {
  key: "dreamstudio-balance",
  name: "Get Balance",
  description: "Get the credits that are left, and stop if there are too few: place it before a step that costs "
    + "credits, for example **Text to Image**. Example: `{ \"minimumCredits\": \"5\" }`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/User/operation/userBalance)",
  version: "0.0.1",
  type: "action",
  annotations: {
    destructiveHint: false,
    openWorldHint: true,
    readOnlyHint: true,
  },
  ai: "optimized",
  props: {
    dreamstudio,
    ...propsOf(getBalance, dreamstudio),
  },
  async run(
    this: ActionThis<"dreamstudio", typeof dreamstudio, typeof getBalance.parameters>,
    { $ }: { $: Step },
  ) {
    const balance = await this.dreamstudio.getBalance({ $, ...inputsOf(getBalance, this) });
    const left = `${counted(balance.credits, "credit")} left`;
    if (this.minimumCredits !== undefined && balance.credits < Number(this.minimumCredits)) {
      const reason = `${left}, fewer than the ${this.minimumCredits} that are needed`;
      if (this.whenBelow !== "exit") throw new Error(reason);
      return $.flow?.exit(reason);
    }
    $.export("$summary", left);
    return balance;
  },
};
