import { compareEngines, stockMethods, type EngineSource } from "../common/engine-stock.ts";
import { eventId, organizationProp, pollingProps } from "../common/polling.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import sampleEmit from "./test-event.ts";

type This = EngineSource<typeof dreamstudio>;

export default {
  key: "dreamstudio-new-engine-retired",
  name: "New Engine Retired",
  description: "Emit new event when an engine is gone from the list of engines, so that workflows that use it can be "
    + "changed. The first look, when the source is deployed, only takes stock. A list that is suddenly empty counts "
    + "when the next look finds it empty too; an answer that is no list never counts. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/Engines/operation/listEngines)",
  version: "0.0.6",
  type: "source",
  dedupe: "unique",
  props: {
    dreamstudio,
    ...pollingProps,
    organizationId: organizationProp(dreamstudio, "engines"),
  },
  hooks: {
    async deploy(this: This) {
      await this._poll();
    },
  },
  methods: {
    ...stockMethods,
    async _poll(this: This) {
      const { dreamstudio, organizationId } = this;
      const engines = await dreamstudio.listEngines({ organizationId });
      const { vanished, stock } = compareEngines(this._getStock(), engines);
      for (const { engine, appearance } of vanished) {
        this.$emit(engine, {
          id: eventId(organizationId, engine.id, appearance),
          summary: `Engine retired: ${engine.name}`,
          ts: Date.now(),
        });
      }
      this._setStock(stock);
    },
  },
  async run(this: This) {
    await this._poll();
  },
  sampleEmit,
};
