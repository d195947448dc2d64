import { compareEngines, stockMethods, type EngineSource } from "../common/engine-stock.ts";
import { eventId, organizationProp, pollingProps } from "../common/polling.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import sampleEmit from "./test-event.ts";

/** How many engines are emitted when the source is deployed: as many as Pipedream's reviewers ask for. */
const firstLimit = 25;

type This = EngineSource<typeof dreamstudio>;

export default {
  key: "dreamstudio-new-engine",
  name: "New Engine",
  description: "Emit new event when an engine appears in the list of engines, also when it comes back. "
    + `The engines that are there when the source is deployed come first, at most ${firstLimit} of them. `
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
      const known = this._getStock();
      const { appeared, stock } = compareEngines(known, engines);
      for (const { engine, appearance } of known === undefined ? appeared.slice(0, firstLimit) : appeared) {
        this.$emit(engine, {
          id: eventId(organizationId, engine.id, appearance),
          summary: `New engine: ${engine.name}`,
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
