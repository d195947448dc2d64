/** The foot of the form: what starts it. */
import { useState } from "preact/hooks";
import type { VNode } from "preact";
import type { ComponentForm } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { report } from "../shared/state.ts";
import { readableValues, type Draft } from "./draft.ts";
import { startSource, type SourceStart } from "./start.ts";

/** What a run costs, as far as the component tells it, and what the person lets it cost. */
function priceOf({ price, budget }: ComponentForm, draft: Draft): string {
  const most = budget === undefined ? undefined : readableValues(draft)[budget];
  const limit = most === undefined ? undefined : `at most ${typeof most === "string" ? most : JSON.stringify(most)}`;
  return [price, limit].filter((part) => part !== undefined).join(", ");
}

export function ActionFoot({ draft, form }: { draft: Draft; form: ComponentForm }): VNode {
  const price = priceOf(form, draft);
  return (
    <footer class="form-foot">
      <button type="submit" class="button primary">
        <Icon name="play" />
        Run
      </button>
      {price !== "" && <span class="price">{price}</span>}
      <kbd>Ctrl Enter</kbd>
    </footer>
  );
}

export function SourceFoot({ draft, source }: { draft: Draft; source: NonNullable<ComponentForm["source"]> }): VNode {
  const [seconds, setSeconds] = useState(String(source.intervalSeconds ?? 900));
  const start = (how: SourceStart) => {
    startSource(draft, how).catch(report);
  };
  const interval = () => {
    const given = Number(seconds);
    return source.hasTimer && Number.isFinite(given) && given > 0 ? { intervalSeconds: given } : {};
  };
  return (
    <footer class="form-foot">
      {source.hasTimer && (
        <label class="interval">
          Every
          <input inputMode="decimal" value={seconds} onInput={({ currentTarget }) => { setSeconds(currentTarget.value); }} />
          s
        </label>
      )}
      <button type="button" class="button primary" onClick={() => { start(interval()); }}>
        <Icon name="play" />
        Start
      </button>
      {source.hasTimer && <button type="button" class="button" onClick={() => { start({ ...interval(), times: 1 }); }}>Run once</button>}
      {source.sampleEvent !== undefined && (
        <button type="button" class="button" onClick={() => { start({ event: source.sampleEvent }); }}>Send a test event</button>
      )}
    </footer>
  );
}
