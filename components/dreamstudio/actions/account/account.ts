import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counted } from "../../operations/words.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { getAccount } from "../../operations/v1/account.ts";

export default {
  key: "dreamstudio-account",
  name: "Get Account",
  description: "Get the account of the connected key: its id, its email address and its organizations. The id of an organization "
    + "is what other actions, for example **Get Balance**, take as `organizationId`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/User/operation/userAccount)",
  version: "0.0.6",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: true },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(getAccount, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof getAccount>, { $ }: { $: Step }) {
    const account = await this.dreamstudio.getAccount({ $, ...inputsOf(getAccount, this) });
    $.export("$summary", `Account ${account.id} with ${counted(account.organizations.length, "organization")}`);
    return account;
  },
};
