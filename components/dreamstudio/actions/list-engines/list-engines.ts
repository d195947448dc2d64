import { inputsOf, type ActionThis, type Step } from "../../common/pipedream/pipedream.ts";
import { propsOf } from "../../common/pipedream/props.ts";
import { counted } from "../../operations/words.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import { listEngines } from "../../operations/v1/account.ts";
import { factsOf } from "../../operations/v1/engines.ts";

export default {
  key: "dreamstudio-list-engines",
  name: "List Engines",
  description: "List the engines of API v1, each with what is known of it: the sizes it draws, and whether Stability AI has "
    + "retired it. The id of an engine is what **Text to Image (SDXL, API v1)**, **Image to Image (SDXL, API v1)** and "
    + "**Masking (SDXL, API v1)** take as `engineId`. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Engines/operation/listEngines)",
  version: "0.0.6",
  type: "action",
  annotations: { destructiveHint: false, openWorldHint: true, readOnlyHint: true },
  ai: "optimized",
  props: { dreamstudio, ...propsOf(listEngines, dreamstudio) },
  async run(this: ActionThis<typeof dreamstudio, typeof listEngines>, { $ }: { $: Step }) {
    const engines = await this.dreamstudio.listEngines({ $, ...inputsOf(listEngines, this) });
    $.export("$summary", counted(engines.length, "engine"));
    return engines.map((engine) => ({ ...engine, ...factsOf(engine.id) }));
  },
};
