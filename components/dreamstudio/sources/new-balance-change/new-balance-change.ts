import { eventId, memoryKey, organizationProp, pollingProps, roundCredits, type PollingSource } from "../common/polling.ts";
import { counted, inWords } from "../../operations/words.ts";
import dreamstudio from "../../dreamstudio.app.ts";
import sampleEmit from "./test-event.ts";

/** What the source emits: credits, and by how many they rose; below 0 if they fell. */
export interface BalanceChange {
  previous: number;
  current: number;
  difference: number;
}

interface Memory {
  credits: number;
  /** How many changes were seen. */
  changes: number;
}

interface This extends PollingSource<typeof dreamstudio> {
  _getMemory(): Memory | undefined;
  _setMemory(memory: Memory): void;
}

export default {
  key: "dreamstudio-new-balance-change",
  name: "New Balance Change",
  description: "Emit new event when the credits are more or fewer than at the last look, with `previous`, `current` and "
    + "`difference`. The first look, when the source is deployed, only takes stock. "
    + "[See the documentation](https://platform.stability.ai/docs/api-reference#tag/User/operation/userBalance)",
  version: "0.0.6",
  type: "source",
  dedupe: "unique",
  props: {
    dreamstudio,
    ...pollingProps,
    organizationId: organizationProp(dreamstudio, "credits"),
  },
  hooks: {
    async deploy(this: This) {
      await this._poll();
    },
  },
  methods: {
    _getMemory(this: This) {
      return this.db.get(memoryKey("balance", this.organizationId)) as Memory | undefined;
    },
    _setMemory(this: This, memory: Memory) {
      this.db.set(memoryKey("balance", this.organizationId), memory);
    },
    async _poll(this: This) {
      const { dreamstudio, organizationId } = this;
      const current = roundCredits((await dreamstudio.getBalance({ organizationId })).credits);
      const { credits: previous, changes } = this._getMemory() ?? { credits: current, changes: 0 };
      const difference = roundCredits(current - previous);
      const hasChanged = difference !== 0;
      if (hasChanged) {
        const event: BalanceChange = { previous, current, difference };
        const direction = difference > 0 ? "rose" : "fell";
        this.$emit(event, {
          id: eventId(organizationId, "change", changes + 1, previous, current),
          summary: `The balance ${direction} by ${counted(Math.abs(difference), "credit")} to ${inWords(current)}`,
          ts: Date.now(),
        });
      }
      this._setMemory({ credits: current, changes: hasChanged ? changes + 1 : changes });
    },
  },
  async run(this: This) {
    await this._poll();
  },
  sampleEmit: sampleEmit satisfies BalanceChange,
};
