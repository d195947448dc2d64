import { eventId, memoryKey, organizationProp, pollingProps, roundCredits, type PollingSource } from "../common/polling.ts";
import { prices } from "../../operations/prices.ts";
import { counted, inWords } from "../../operations/words.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import sampleEmit from "./test-event.ts";

/** What the source emits. */
export interface LowBalance {
  credits: number;
  threshold: number;
}

interface Memory {
  isLow: boolean;
  /** How often the credits fell below the threshold. */
  falls: number;
}

interface This extends PollingSource<typeof dreamstudio> {
  readonly threshold: number;
  _getMemory(): Memory;
  _setMemory(memory: Memory): void;
}

export default {
  key: "dreamstudio-new-low-balance",
  name: "New Low Balance",
  description: "Emit new event when the credits fall below a threshold: once, and again only after they rose to the "
    + "threshold or above it. If the credits are below it when the source is deployed, the event comes at once. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/User/operation/userBalance)",
  version: "0.0.6",
  type: "source",
  dedupe: "unique",
  props: {
    dreamstudio,
    ...pollingProps,
    threshold: {
      type: "integer",
      label: "Threshold",
      description: "The event comes when fewer credits than this are left; exactly as many are not fewer. "
        + `A picture of Stable Image Core costs ${counted(prices["generate-core"], "credit")}, and 100 credits cost 1 dollar. `
        + "Example: `100`.",
      min: 1,
    },
    organizationId: organizationProp(dreamstudio, "credits"),
  },
  hooks: {
    async deploy(this: This) {
      await this._poll();
    },
  },
  methods: {
    _getMemory(this: This): Memory {
      const memory = this.db.get(memoryKey("low balance", this.organizationId)) as Memory | undefined;
      return memory ?? { isLow: false, falls: 0 };
    },
    _setMemory(this: This, memory: Memory) {
      this.db.set(memoryKey("low balance", this.organizationId), memory);
    },
    async _poll(this: This) {
      const { dreamstudio, organizationId, threshold } = this;
      const credits = roundCredits((await dreamstudio.getBalance({ organizationId })).credits);
      const { isLow: wasLow, falls } = this._getMemory();
      const isLow = credits < threshold;
      const hasFallen = isLow && !wasLow;
      if (hasFallen) {
        const event: LowBalance = { credits, threshold };
        this.$emit(event, {
          id: eventId(organizationId, "fall", falls + 1),
          summary: `${counted(credits, "credit")} left, below ${inWords(threshold)}`,
          ts: Date.now(),
        });
      }
      this._setMemory({ isLow, falls: hasFallen ? falls + 1 : falls });
    },
  },
  async run(this: This) {
    await this._poll();
  },
  sampleEmit: sampleEmit satisfies LowBalance,
};
